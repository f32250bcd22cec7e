import { RequestContext } from '../../catalog/request-context';
import { eventBy } from '../domain/incident-history';
import { decideReopening, lifeAfter } from '../domain/incident-life';
import { Incident } from '../persistence/incidents';
import { lockIncident } from '../persistence/lock-incident';
import { writeStep } from '../persistence/write-step';

/**
 * Goes on with an incident whose problem is back, under its reference and without a second unit of the quota. Throws
 * Refused: NOT_FOUND, INVALID_STATE where it is not resolved, or was so more than 14 days ago. Domain section 4.
 */
export function reopenIncident(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write(async (unit) => {
    const { incident, timeZone, now } = await lockIncident(context, unit, input.incidentId);
    unit.journal.recordOrThrow(incident.contractId, { incident }, [decideReopening(incident, now, timeZone)]);
    const change = { ...lifeAfter(incident, 'REOPEN', now, timeZone), resolvedOnFirstCall: null };
    const event = eventBy(context.caller, now, { kind: 'REOPENED', note: input.note });
    return writeStep(unit, incident, change, event);
  });
}
