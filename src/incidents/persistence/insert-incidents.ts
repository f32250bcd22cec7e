import { ContractYear } from '../../contracts/domain/contract-dates';
import { COUNTED_INCIDENT, countIncidents } from '../../contracts/persistence/usage-counters';
import { allBut, insertColumns, recordColumns, recordValues } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { ActorKind } from '../domain/incident-history';
import { IncidentEntity } from './incident.entity';
import { Incident } from './incidents';

/** What of an incident is not known until later. */
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
  readonly incident: Omit<Incident, 'contractYear' | keyof typeof LATER>;
  /** In force when it was received. */
  readonly planId: string;
  readonly responseDueSoonAt: Date | null;
  readonly year: ContractYear;
  readonly contractNumber: string;
  /** Requests of the year, with this one. */
  readonly usedInYear: number;
  /** The plan's number of requests a year, which the row of the contract year then holds itself to. */
  readonly yearlyLimit: number | null;
  readonly actor: string;
  readonly actorKind: ActorKind;
}

/** The columns that are inserted as they are given. */
const GIVEN = allBut(
  IncidentEntity,
  'id',
  'contractId',
  'contractYear',
  'eventsDueAt',
  'silentUntil',
  ...(Object.keys(LATER) as (keyof typeof LATER)[]),
);

/** The numbers that an incident has if it is accepted. */
export interface IncidentNumbers {
  readonly id: string;
  /** Of the reference: six digits, or more. */
  readonly digits: string;
}

const NUMBERS = statement(
  'incident-numbers',
  `SELECT id, lpad(number, greatest(6, length(number)), '0') AS digits
   FROM (SELECT nextval('incidents_id_seq') AS id, nextval('incident_numbers')::text AS number FROM generate_series(1, $1::int)) n`,
);

/**
 * Numbers for so many incidents, which nobody else gets. Taken before it is known which are accepted, so that what is written of
 * those needs no answer first; those of the others are never given again, and leave a gap.
 */
export function takeNumbers(sql: Sql, count: number): Promise<IncidentNumbers[]> {
  return sql.rows<IncidentNumbers>(NUMBERS, [count]);
}

/** Counts requests on their contract years, writes them and begins their histories, in one statement. */
const INSERT = statement(
  'insert-incidents',
  `WITH given AS MATERIALIZED (
     SELECT * FROM json_to_recordset($1) AS g (id bigint, ${COUNTED_INCIDENT}, actor text, "actorKind" text,
       ${recordColumns(IncidentEntity, GIVEN)})
   ), years AS (
     ${countIncidents('given')}
   ), event AS (
     INSERT INTO incident_events (incident_id, contract_id, at, recorded_at, kind, internal, response_due_at, actor, actor_kind)
     SELECT id, "contractId", "receivedAt", "recordedAt", 'RECEIVED', false, "responseDueAt", actor, "actorKind" FROM given
   )
   INSERT INTO incidents (id, contract_id, contract_year, status, events_due_at, ${insertColumns(IncidentEntity, GIVEN)})
   SELECT id, "contractId", year, 'NEW', "responseDueSoonAt", ${recordValues(IncidentEntity, GIVEN)} FROM given`,
);

/** Writes what was accepted. */
export async function insertIncidents(sql: Sql, given: readonly NewIncident[]): Promise<void> {
  if (given.length > 0) await sql.rows(INSERT, [JSON.stringify(given.map(rowOf))]);
}

/** The incident as it is once it is written. */
export function openedIncident({ incident, year }: NewIncident): Incident {
  return { ...incident, ...LATER, contractYear: year.number };
}

function rowOf({
  incident,
  year,
  contractNumber: _number,
  usedInYear: _used,
  ...given
}: NewIncident): object {
  return { ...incident, ...given, year: year.number, yearFrom: year.from, yearTo: year.to };
}
