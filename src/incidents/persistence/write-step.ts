import { Sql, statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { IncidentEvent, IncidentLife } from '../domain/incident-life';
import { Incident } from './incidents';

/** What may change of an incident; everything else stays as it was accepted. */
export interface IncidentChange
  extends IncidentLife, Pick<Incident, 'firstRespondedAt' | 'responseMet' | 'bugReference' | 'bugSeverity'> {}

/** The new values and the step of the history in one statement: neither is ever written without the other. */
const WRITE = statement(
  'write-incident-step',
  `WITH event AS (
     INSERT INTO incident_events (incident_id, at, kind, note, actor) VALUES ($1, $2, $3, $4, $5)
   )
   UPDATE incidents SET status = $6, support_line = $7, closes_at = $8, voided_at = $9, first_responded_at = $10,
     response_met = $11, bug_reference = $12, bug_severity = $13
   WHERE id = $1`,
);

/** Writes a step of an incident that the transaction has locked, and answers the incident after it. */
export async function writeStep(
  { sql, journal }: UnitOfWork,
  before: Incident,
  change: Partial<IncidentChange>,
  event: IncidentEvent,
): Promise<Incident> {
  const after = { ...before, ...change };
  await sql.rows(WRITE, [
    before.id,
    event.at,
    event.kind,
    event.note,
    event.actor,
    after.status,
    after.supportLine,
    after.closesAt,
    after.voidedAt,
    after.firstRespondedAt,
    after.responseMet,
    after.bugReference,
    after.bugSeverity,
  ]);
  journal.changed({ type: 'Incident', id: before.id, contractId: before.contractId }, before, after);
  return after;
}

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
