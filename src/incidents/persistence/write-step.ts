import { statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { IncidentEvent } from '../domain/incident-history';
import { IncidentLife } from '../domain/incident-life';
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
