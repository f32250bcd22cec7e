import { insertColumns } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { IncidentEvent } from '../domain/incident-history';
import { IncidentEventEntity } from './incident-event.entity';
import { IncidentEntity } from './incident.entity';
import { Incident } from './incidents';

/** What may change of an incident; everything else stays as it was accepted. */
const CHANGEABLE = [
  'status',
  'supportLine',
  'closesAt',
  'resolvedAt',
  'resolvedOnFirstCall',
  'voidedAt',
  'duplicateOfId',
  'firstRespondedAt',
  'dueAtResponse',
  'responseMet',
  'firstResponseRecordedAt',
  'firstResponseKind',
  'firstResponseChannel',
  'firstResponseTo',
  'bugReference',
  'bugSeverity',
  'impact',
  'testSystem',
  'product',
  'productVersion',
  'platformVersion',
  'responseDueAt',
] as const;

export type IncidentChange = Pick<Incident, (typeof CHANGEABLE)[number]>;

const EVENT = [
  'at',
  'recordedAt',
  'kind',
  'note',
  'internal',
  'responseDueAt',
  'actor',
  'actorKind',
] as const satisfies readonly (keyof IncidentEvent)[];

const placeholders = (first: number, names: readonly string[]) => names.map((_, nth) => `$${first + nth}`);

/** The new values and the step of the history in one statement: neither is ever written without the other. */
const WRITE = statement(
  'write-incident-step',
  `WITH event AS (
     INSERT INTO incident_events (incident_id, contract_id, ${insertColumns(IncidentEventEntity, EVENT)})
     VALUES ($1, $2, ${placeholders(3, EVENT).join(', ')})
   )
   UPDATE incidents SET (${insertColumns(IncidentEntity, CHANGEABLE)})
     = ROW (${placeholders(3 + EVENT.length, CHANGEABLE).join(', ')})
   WHERE id = $1`,
);

/** Writes a step of an incident that the transaction has locked, and returns the incident after it. */
export async function writeStep(
  { sql, journal }: UnitOfWork,
  before: Incident,
  change: Partial<IncidentChange>,
  event: IncidentEvent,
): Promise<Incident> {
  const after = { ...before, ...change };
  const values = [...EVENT.map((name) => event[name]), ...CHANGEABLE.map((name) => after[name])];
  await sql.rows(WRITE, [before.id, before.contractId, ...values]);
  // A note changes nothing of the incident; the audit log holds it all the same.
  const said = event.kind === 'NOTE' ? { note: event.note, internal: event.internal } : {};
  const subject = { type: 'Incident', id: before.id, contractId: before.contractId };
  journal.changed(subject, before, { ...after, ...said });
  return after;
}

/**
 * Closes what has waited too long, as of the instant at which it closed. Rows that somebody is working on are passed
 * over: the transaction that locks one writes its closing, or the next round does.
 */
const CLOSE = statement(
  'write-closings',
  `WITH due AS (
     SELECT id, contract_id, closes_at FROM incidents WHERE status = 'WAITING_FOR_CUSTOMER' AND closes_at <= $1
     ORDER BY closes_at LIMIT $2 FOR UPDATE SKIP LOCKED
   ), closed AS (
     UPDATE incidents i SET status = 'CLOSED', closes_at = NULL FROM due WHERE i.id = due.id
   ), audited AS (
     INSERT INTO audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, before, after)
     SELECT $1, 'housekeeping', 0, 'housekeeping', 'ADMIN', 'closeUnanswered', 'Incident', id, contract_id,
       jsonb_build_object('status', 'WAITING_FOR_CUSTOMER', 'closesAt', closes_at),
       jsonb_build_object('status', 'CLOSED', 'closesAt', NULL)
     FROM due ORDER BY contract_id, id
   )
   INSERT INTO incident_events (incident_id, contract_id, at, recorded_at, kind, internal, actor_kind)
   SELECT id, contract_id, closes_at, closes_at, 'CLOSED_UNANSWERED', false, 'SYSTEM' FROM due
   RETURNING incident_id`,
);

/** Writes the closing of up to `limit` incidents down, and returns how many they were. */
export async function writeClosings(sql: Sql, now: Date, limit: number): Promise<number> {
  const rows = await sql.rows(CLOSE, [now, limit]);
  return rows.length;
}
