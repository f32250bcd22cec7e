import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import { decideTransition, lifeAfter } from '../domain/incident-life';
import { IncidentAction, TRANSITIONS } from '../domain/transitions';
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
  unit.journal.judge(incident.contractId, { incident }, [decideTransition(incident, action)]);
  const life = lifeAfter(incident, action, now, timeZone);
  const event = { at: now, kind: TRANSITIONS[action].event, note, actor: context.caller.name };
  return writeStep(unit, incident, { ...life, ...change }, event);
}
