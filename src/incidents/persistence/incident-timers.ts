import { columnsOf } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { IncidentEntity } from './incident.entity';
import { Incident, INCIDENT_COLUMNS } from './incidents';

const WRITE_PROMISE = statement(
  'write-incident-promise',
  'UPDATE incidents SET response_due_soon_at = $2, events_due_at = $2 WHERE id = $1',
);

/** Keeps when a quarter of the working time for a corrected promise is left; null: nothing is promised any more. */
export async function writePromise(sql: Sql, incidentId: string, dueSoonAt: Date | null): Promise<void> {
  await sql.rows(WRITE_PROMISE, [incidentId, dueSoonAt]);
}

const TIMERS = columnsOf(IncidentEntity, 'i', ['responseDueSoonAt', 'silentUntil']);

// Rows that somebody is working on are passed over: the next round finds them.
const LOCK_DUE = statement(
  'lock-due-incidents',
  `SELECT ${INCIDENT_COLUMNS}, ${TIMERS}, c.time_zone AS "timeZone" FROM incidents i JOIN contracts c ON c.id = i.contract_id
   WHERE i.events_due_at <= $1 ORDER BY i.events_due_at LIMIT $2 FOR UPDATE OF i SKIP LOCKED`,
);

/** An incident of which time alone may have something to tell. */
export type DueIncident = Incident &
  Pick<IncidentEntity, 'responseDueSoonAt' | 'silentUntil'> & { readonly timeZone: string };

/** Locks up to `limit` incidents that are due at an instant, found by their index, the longest due first. */
export function lockDueIncidents(sql: Sql, now: Date, limit: number): Promise<DueIncident[]> {
  return sql.rows<DueIncident>(LOCK_DUE, [now, limit]);
}

const SET_DUE = statement(
  'set-due-incidents',
  `UPDATE incidents i SET events_due_at = next.at FROM unnest($1::bigint[], $2::timestamptz[]) AS next (id, at)
   WHERE i.id = next.id`,
);

/** Sets when each is due next; null: never, as it is now. */
export async function setDueIncidents(
  sql: Sql,
  next: readonly { readonly id: string; readonly at: Date | null }[],
): Promise<void> {
  await sql.rows(SET_DUE, [next.map(({ id }) => id), next.map(({ at }) => at)]);
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
     UPDATE incidents i SET status = 'CLOSED', closes_at = NULL, events_due_at = NULL FROM due WHERE i.id = due.id
     RETURNING ${INCIDENT_COLUMNS}, due.closes_at AS "closedAt"
   ), audited AS (
     INSERT INTO audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, before, after)
     SELECT $1, 'housekeeping', 0, 'housekeeping', 'ADMIN', 'closeUnanswered', 'Incident', id, contract_id,
       jsonb_build_object('status', 'WAITING_FOR_CUSTOMER', 'closesAt', closes_at),
       jsonb_build_object('status', 'CLOSED', 'closesAt', NULL)
     FROM due ORDER BY contract_id, id
   ), event AS (
     INSERT INTO incident_events (incident_id, contract_id, at, recorded_at, kind, internal, actor_kind)
     SELECT id, contract_id, closes_at, closes_at, 'CLOSED_UNANSWERED', false, 'SYSTEM' FROM due
   )
   SELECT * FROM closed`,
);

/** An incident that is closed by itself now, and when it was. */
export type ClosedIncident = Incident & { readonly closedAt: Date };

/** Writes the closing of up to `limit` incidents down, and returns them. */
export function writeClosings(sql: Sql, now: Date, limit: number): Promise<ClosedIncident[]> {
  return sql.rows<ClosedIncident>(CLOSE, [now, limit]);
}
