import { ContractYear } from '../../contracts/domain/contract-year';
import { statement } from '../../shared/persistence/sql';
import { Transaction } from '../../shared/persistence/database';
import { Incident } from './incidents';

export interface NewIncident extends Omit<
  Incident,
  | 'id'
  | 'contractYear'
  | 'reference'
  | 'firstRespondedAt'
  | 'responseMet'
  | 'status'
  | 'closesAt'
  | 'voidedAt'
  | 'bugReference'
  | 'bugSeverity'
> {
  readonly year: ContractYear;
  /** The plan's number of requests a year, which the row of the contract year then holds itself to. */
  readonly yearlyLimit: number | null;
  readonly recordedAt: Date;
  /** Provider and year of receipt, such as `ITN-2026`. */
  readonly referencePrefix: string;
  readonly actor: string;
}

/**
 * Counts the request on its contract year, writes it and begins its history, in one statement. Numbers of references
 * come from a sequence: never given twice; one that is lost with its transaction leaves a gap.
 */
const INSERT = statement(
  'insert-incident',
  `WITH year AS (
     INSERT INTO contract_years AS y (contract_id, number, starts_on, ends_on, incidents_used, incidents_limit)
     VALUES ($1, $2, $3, $4, 1, $5)
     ON CONFLICT (contract_id, number)
     DO UPDATE SET incidents_used = y.incidents_used + 1, incidents_limit = excluded.incidents_limit
   ), number AS (SELECT nextval('incident_numbers')::text AS text),
   incident AS (
     INSERT INTO incidents (contract_id, contract_year, reference, contact_id, channel, impact, test_system, product,
       product_version, platform_version, description, received_at, recorded_at, response_due_at, support_line, status)
     SELECT $1, $2, $6 || '-' || lpad(number.text, greatest(6, length(number.text)), '0'), $7, $8, $9, $10, $11, $12, $13,
       $14, $15::timestamptz, $16::timestamptz, $17, $18, 'NEW' FROM number
     RETURNING id, reference
   ), event AS (
     INSERT INTO incident_events (incident_id, at, kind, actor) SELECT id, $15, 'RECEIVED', $19 FROM incident
   )
   SELECT id, reference FROM incident`,
);

export async function insertIncident({ sql }: Transaction, incident: NewIncident): Promise<Incident> {
  const { year, yearlyLimit, recordedAt, referencePrefix, actor, ...columns } = incident;
  const rows = await sql.rows<{ id: string; reference: string }>(INSERT, [
    incident.contractId,
    year.number,
    year.from,
    year.to,
    yearlyLimit,
    referencePrefix,
    incident.contactId,
    incident.channel,
    incident.impact,
    incident.testSystem,
    incident.product,
    incident.productVersion,
    incident.platformVersion,
    incident.description,
    incident.receivedAt,
    recordedAt,
    incident.responseDueAt,
    incident.supportLine,
    actor,
  ]);
  return { ...columns, ...rows[0]!, ...UNTOUCHED, contractYear: year.number };
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
