import { insertColumns } from '../../platform/columns';
import { statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { IncidentEvent } from '../domain/incident-history';
import { IncidentEventEntity } from './incident-event.entity';
import { IncidentEntity } from './incident.entity';
import { Incident } from './incidents';
import { stepHappened } from '../domain/incident-events';

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

const placeholderOf = (name: (typeof CHANGEABLE)[number]) =>
  `$${3 + EVENT.length + CHANGEABLE.indexOf(name)}`;

// A week before the closing by the local clock, which is an hour earlier at most where the clocks change.
const EVENTS_DUE_AT = `CASE ${placeholderOf('status')}::text WHEN 'NEW' THEN events_due_at
  WHEN 'WAITING_FOR_CUSTOMER' THEN ${placeholderOf('closesAt')}::timestamptz - interval '169 hours' END`;

/** The new values and the step of the history in one statement: neither is ever written without the other. */
const WRITE = statement(
  'write-incident-step',
  `WITH event AS (
     INSERT INTO incident_events (incident_id, contract_id, ${insertColumns(IncidentEventEntity, EVENT)})
     VALUES ($1, $2, ${placeholders(3, EVENT).join(', ')})
   )
   UPDATE incidents SET (${insertColumns(IncidentEntity, CHANGEABLE)})
     = ROW (${placeholders(3 + EVENT.length, CHANGEABLE).join(', ')}), events_due_at = ${EVENTS_DUE_AT}
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
  const subject = { type: 'Incident' as const, id: before.id, contractId: before.contractId };
  journal.changed(subject, before, { ...after, ...said });
  journal.happened(...stepHappened(before, after, event));
  return after;
}
