import { Sql, statement } from '../../platform/sql';

/**
 * Closes what has waited too long, as of the instant at which it closed. Rows that somebody is working on are passed
 * over: whoever holds one writes its closing, or the next round does.
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
     FROM due
   )
   INSERT INTO incident_events (incident_id, at, kind) SELECT id, closes_at, 'CLOSED_UNANSWERED' FROM due
   RETURNING incident_id`,
);

/** Writes the closing of up to `limit` incidents down, and answers how many they were. */
export async function writeClosings(sql: Sql, now: Date, limit: number): Promise<number> {
  const rows = await sql.rows(CLOSE, [now, limit]);
  return rows.length;
}
