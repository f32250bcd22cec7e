import { Decision } from '../../shared/domain/decision';
import { ownOf } from '../../shared/domain/tenant-scope';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import {
  BugSeverity,
  decideTransition,
  IncidentAction,
  lifeAfter,
  TRANSITIONS,
} from '../domain/incident-life';
import { decideInternal, eventBy, IncidentEvent } from '../domain/incident-history';
import { Incident } from '../persistence/incidents';
import { lockIncident, LockedIncident } from '../persistence/lock-incident';
import { IncidentChange, writeStep } from '../persistence/write-step';

type Change = Partial<IncidentChange>;

/** What a partner does for its customers besides opening incidents: it answers questions. Domain section 3, Partners. */
const BY_PARTNERS: readonly IncidentAction[] = ['RESUME'];

export interface Step {
  readonly incidentId: string;
  readonly action: IncidentAction;
  /** What the history says beside it. */
  readonly note: string | null;
  /** What it changes besides the life of the incident. */
  readonly change?: (locked: LockedIncident) => Change | Promise<Change>;
  /** What else the history says of it. */
  readonly event?: Partial<IncidentEvent>;
  /** What has to pass besides the table of transitions, on the incident that is locked. */
  readonly decide?: (locked: LockedIncident) => Decision | Promise<Decision>;
}

/**
 * Takes an incident one step further, now: lock, decide by the table of transitions, write. Throws Refused: NOT_FOUND,
 * INVALID_STATE where the step is not possible from the status of now.
 */
export async function takeStep(
  context: RequestContext,
  unit: UnitOfWork,
  { incidentId, action, note, change, event, decide }: Step,
): Promise<Incident> {
  const scope = BY_PARTNERS.includes(action) ? context.scope : ownOf(context.scope);
  const locked = await lockIncident(context, unit, incidentId, scope);
  const { incident, timeZone, now } = locked;
  const further = (await decide?.(locked)) ?? [];
  unit.journal.recordOrThrow(incident.contractId, { incident }, [
    decideTransition(incident, action),
    ...further,
  ]);
  const life = lifeAfter(incident, action, now, timeZone);
  const step = eventBy(context.caller, now, { ...event, kind: TRANSITIONS[action].event, note });
  return writeStep(unit, incident, { ...life, ...(await change?.(locked)) }, step);
}

/** Waits for an answer of the customer, for six weeks at most. Throws Refused as `takeStep`. */
export function awaitCustomer(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { ...input, action: 'AWAIT' }));
}

/** Closes an incident that is resolved. Throws Refused as `takeStep`. */
export function closeIncident(context: RequestContext, incidentId: string): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { incidentId, action: 'CLOSE', note: null }));
}

export interface LinkBug {
  readonly incidentId: string;
  /** As the bug tracker knows it. */
  readonly reference: string;
  readonly severity: BugSeverity;
}

/** Links an incident to the bug behind it, in the place of one that was linked before. Domain section 3, Bugs. */
export function linkBug(context: RequestContext, input: LinkBug): Promise<Incident> {
  const { incidentId, reference, severity } = input;
  const change = () => ({ bugReference: reference, bugSeverity: severity });
  const note = `${severity} ${reference}`;
  return context.write((unit) => takeStep(context, unit, { incidentId, action: 'LINK_BUG', note, change }));
}

export interface AddNote {
  readonly incidentId: string;
  readonly note: string;
  /** Whether it is for staff alone. */
  readonly internal: boolean;
}

/**
 * Adds a note to an incident that is not closed, which changes nothing else of it. Throws Refused as `takeStep`, and
 * INVALID_INPUT for an internal one by a customer. Domain section 4.
 */
export function addIncidentNote(context: RequestContext, input: AddNote): Promise<Incident> {
  const { incidentId, note, internal } = input;
  const decide = () => [decideInternal(context.caller.role, internal)];
  return context.write((unit) =>
    takeStep(context, unit, { incidentId, action: 'NOTE', note, event: { internal }, decide }),
  );
}
