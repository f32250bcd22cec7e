import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import {
  BugSeverity,
  decideTransition,
  IncidentAction,
  lifeAfter,
  TRANSITIONS,
} from '../domain/incident-life';
import { Incident } from '../persistence/incidents';
import { lockIncident } from '../persistence/lock-incident';
import { IncidentChange, writeStep } from '../persistence/write-step';

export interface Step {
  readonly incidentId: string;
  readonly action: IncidentAction;
  /** What the history says beside it. */
  readonly note: string | null;
  /** What it changes besides the life of the incident. */
  readonly change?: Partial<IncidentChange>;
}

/**
 * Takes an incident one step further, now: lock, decide by the table of transitions, write. Throws Refused: NOT_FOUND,
 * INVALID_STATE where the step is not possible from the status of now.
 */
export async function takeStep(
  context: RequestContext,
  unit: UnitOfWork,
  { incidentId, action, note, change }: Step,
): Promise<Incident> {
  const { incident, timeZone, now } = await lockIncident(context, unit, incidentId);
  unit.journal.recordOrThrow(incident.contractId, { incident }, [decideTransition(incident, action)]);
  const life = lifeAfter(incident, action, now, timeZone);
  const event = { at: now, kind: TRANSITIONS[action].event, note, actor: context.caller.name };
  return writeStep(unit, incident, { ...life, ...change }, event);
}

/** Hands an incident to the next line of support; the note is what the customer is told. Throws Refused as `takeStep`. */
export function escalateIncident(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { ...input, action: 'ESCALATE' }));
}

/** Waits for an answer of the customer, for six weeks at most. Throws Refused as `takeStep`. */
export function awaitCustomer(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { ...input, action: 'AWAIT' }));
}

/** Goes on with an incident that the customer has answered. Throws Refused as `takeStep`. */
export function resumeIncident(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string | null },
): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { ...input, action: 'RESUME' }));
}

/** The concrete problem is solved; the note says how. Throws Refused as `takeStep`. */
export function resolveIncident(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { ...input, action: 'RESOLVE' }));
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
  const change = { bugReference: reference, bugSeverity: severity };
  const note = `${severity} ${reference}`;
  return context.write((unit) => takeStep(context, unit, { incidentId, action: 'LINK_BUG', note, change }));
}
