import { ContractYear } from '../../contracts/domain/contract-dates';
import { COUNTED_INCIDENT, countIncidents } from '../../contracts/persistence/usage-counters';
import { allBut, insertColumns, recordColumns, recordValues } from '../../platform/columns';
import { statement } from '../../platform/sql';
import { Transaction } from '../../platform/transactions/database';
import { ActorKind } from '../domain/incident-history';
import { IncidentEntity } from './incident.entity';
import { Incident } from './incidents';

/** What of an incident is not known before it is written, or not until later. */
const LATER = {
  status: 'NEW',
  firstRespondedAt: null,
  dueAtResponse: null,
  responseMet: null,
  firstResponseRecordedAt: null,
  firstResponseKind: null,
  firstResponseChannel: null,
  firstResponseTo: null,
  resolvedAt: null,
  resolvedOnFirstCall: null,
  closesAt: null,
  voidedAt: null,
  duplicateOfId: null,
  bugReference: null,
  bugSeverity: null,
} as const;

export interface NewIncident {
  readonly incident: Omit<Incident, 'id' | 'contractYear' | 'reference' | keyof typeof LATER>;
  /** In force when it was received. */
  readonly planId: string;
  readonly responseDueSoonAt: Date | null;
  readonly year: ContractYear;
  readonly contractNumber: string;
  /** Requests of the year, with this one. */
  readonly usedInYear: number;
  /** The plan's number of requests a year, which the row of the contract year then holds itself to. */
  readonly yearlyLimit: number | null;
  /** Provider and year of receipt, such as `ITN-2026`. */
  readonly referencePrefix: string;
  readonly actor: string;
  readonly actorKind: ActorKind;
}

/** The columns that are inserted as they are given. */
const GIVEN = allBut(
  IncidentEntity,
  'id',
  'contractId',
  'contractYear',
  'reference',
  'eventsDueAt',
  'silentUntil',
  ...(Object.keys(LATER) as (keyof typeof LATER)[]),
);

/**
 * Counts requests on their contract years, writes them and begins their histories, in one statement. Numbers of references
 * come from a sequence: never given twice; one that is lost with its transaction leaves a gap.
 */
const INSERT = statement(
  'insert-incidents',
  `WITH given AS MATERIALIZED (
     SELECT g.*, nextval('incidents_id_seq') AS id, nextval('incident_numbers')::text AS digits
     FROM json_to_recordset($1) AS g (nth int, ${COUNTED_INCIDENT}, "referencePrefix" text, actor text, "actorKind" text,
       ${recordColumns(IncidentEntity, GIVEN)})
   ), years AS (
     ${countIncidents('given')}
   ), incident AS (
     INSERT INTO incidents (id, contract_id, contract_year, reference, status, events_due_at, ${insertColumns(IncidentEntity, GIVEN)})
     SELECT id, "contractId", year, "referencePrefix" || '-' || lpad(digits, greatest(6, length(digits)), '0'), 'NEW',
       "responseDueSoonAt", ${recordValues(IncidentEntity, GIVEN)}
     FROM given
     RETURNING id, reference
   ), event AS (
     INSERT INTO incident_events (incident_id, contract_id, at, recorded_at, kind, internal, response_due_at, actor, actor_kind)
     SELECT id, "contractId", "receivedAt", "recordedAt", 'RECEIVED', false, "responseDueAt", actor, "actorKind" FROM given
   )
   SELECT incident.id, incident.reference FROM incident JOIN given USING (id) ORDER BY given.nth`,
);

/** Returns the incidents in the order in which they were given. */
export async function insertIncidents(
  { sql }: Transaction,
  given: readonly NewIncident[],
): Promise<readonly Incident[]> {
  if (given.length === 0) return [];
  const rows = await sql.rows<{ id: string; reference: string }>(INSERT, [JSON.stringify(given.map(rowOf))]);
  return given.map(({ incident, year }, nth) => {
    const { id, reference } = rows[nth]!;
    return { ...incident, ...LATER, id, reference, contractYear: year.number };
  });
}

function rowOf(
  { incident, year, contractNumber: _number, usedInYear: _used, ...given }: NewIncident,
  nth: number,
): object {
  return { ...incident, ...given, nth, year: year.number, yearFrom: year.from, yearTo: year.to };
}
