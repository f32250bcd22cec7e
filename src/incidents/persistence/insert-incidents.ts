import { ContractYear } from '../../contracts/domain/contract-dates';
import { statement } from '../../platform/sql';
import { Transaction } from '../../platform/transactions/database';
import { Incident } from './incidents';

/** What of an incident is known before it is written. */
type ReceivedIncident = Omit<Incident, 'id' | 'contractYear' | 'reference' | keyof typeof UNTOUCHED>;

export interface NewIncident {
  readonly incident: ReceivedIncident;
  readonly year: ContractYear;
  /** The plan's number of requests a year, which the row of the contract year then holds itself to. */
  readonly yearlyLimit: number | null;
  readonly recordedAt: Date;
  /** Provider and year of receipt, such as `ITN-2026`. */
  readonly referencePrefix: string;
  readonly actor: string;
}

/**
 * Counts requests on their contract years, writes them and begins their histories, in one statement. Numbers of references
 * come from a sequence: never given twice; one that is lost with its transaction leaves a gap.
 */
const INSERT = statement(
  'insert-incidents',
  `WITH given AS MATERIALIZED (
     SELECT g.*, nextval('incidents_id_seq') AS id, nextval('incident_numbers')::text AS digits
     FROM json_to_recordset($1) AS g (nth int, contract_id bigint, year int, year_from date, year_to date, yearly_limit int,
       reference_prefix text, contact_id bigint, channel text, impact text, test_system boolean, product text,
       product_version text, platform_version text, description text, received_at timestamptz, recorded_at timestamptz,
       response_due_at timestamptz, support_line smallint, actor text)
   ), years AS (
     INSERT INTO contract_years AS y (contract_id, number, starts_on, ends_on, incidents_used, incidents_limit)
     SELECT contract_id, year, year_from, year_to, count(*), min(yearly_limit) FROM given GROUP BY 1, 2, 3, 4
     ON CONFLICT (contract_id, number) DO UPDATE
       SET incidents_used = y.incidents_used + excluded.incidents_used, incidents_limit = excluded.incidents_limit
   ), incident AS (
     INSERT INTO incidents (id, contract_id, contract_year, reference, contact_id, channel, impact, test_system, product,
       product_version, platform_version, description, received_at, recorded_at, response_due_at, support_line, status)
     SELECT id, contract_id, year, reference_prefix || '-' || lpad(digits, greatest(6, length(digits)), '0'), contact_id,
       channel, impact, test_system, product, product_version, platform_version, description, received_at, recorded_at,
       response_due_at, support_line, 'NEW'
     FROM given
     RETURNING id, reference
   ), event AS (
     INSERT INTO incident_events (incident_id, at, kind, actor) SELECT id, received_at, 'RECEIVED', actor FROM given
   )
   SELECT incident.id, incident.reference FROM incident JOIN given USING (id) ORDER BY given.nth`,
);

/** Answers the incidents in the order in which they were given. */
export async function insertIncidents(
  { sql }: Transaction,
  given: readonly NewIncident[],
): Promise<readonly Incident[]> {
  if (given.length === 0) return [];
  const rows = await sql.rows<{ id: string; reference: string }>(INSERT, [JSON.stringify(given.map(rowOf))]);
  return given.map(({ incident, year }, nth) => {
    const { id, reference } = rows[nth]!;
    return { ...incident, ...UNTOUCHED, id, reference, contractYear: year.number };
  });
}

function rowOf({ incident, year, ...counted }: NewIncident, nth: number): object {
  return {
    nth,
    contract_id: incident.contractId,
    year: year.number,
    year_from: year.from,
    year_to: year.to,
    yearly_limit: counted.yearlyLimit,
    reference_prefix: counted.referencePrefix,
    contact_id: incident.contactId,
    channel: incident.channel,
    impact: incident.impact,
    test_system: incident.testSystem,
    product: incident.product,
    product_version: incident.productVersion,
    platform_version: incident.platformVersion,
    description: incident.description,
    received_at: incident.receivedAt,
    recorded_at: counted.recordedAt,
    response_due_at: incident.responseDueAt,
    support_line: incident.supportLine,
    actor: counted.actor,
  };
}

const UNTOUCHED = {
  status: 'NEW',
  firstRespondedAt: null,
  responseMet: null,
  closesAt: null,
  voidedAt: null,
  bugReference: null,
  bugSeverity: null,
} as const;
