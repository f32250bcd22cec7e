import { RequestContext } from '../../catalog/request-context';
import { decideFirstResponse, isResponseMet } from '../domain/first-response';
import { lifeAfter } from '../domain/incident-life';
import { Incident } from '../persistence/incidents';
import { lockIncident } from '../persistence/lock-incident';
import { writeStep } from '../persistence/write-step';

export interface RecordFirstResponse {
  readonly incidentId: string;
  /** Null: now. */
  readonly respondedAt: Date | null;
}

/**
 * Records the first response, once, and for good whether it came in time. Throws Refused: NOT_FOUND, INVALID_STATE
 * where there is one already, INVALID_INPUT for an instant before the receipt or ahead of now. Domain section 4.
 */
export function recordFirstResponse(context: RequestContext, input: RecordFirstResponse): Promise<Incident> {
  return context.write(async (unit) => {
    const { incident, timeZone, now } = await lockIncident(context, unit, input.incidentId);
    const respondedAt = input.respondedAt ?? later(now, incident.receivedAt);
    const decision = decideFirstResponse(incident, respondedAt, now);
    unit.journal.recordOrThrow(incident.contractId, { incident, respondedAt }, decision);
    const change = {
      ...lifeAfter(incident, 'FIRST_RESPONSE', now, timeZone),
      firstRespondedAt: respondedAt,
      responseMet: isResponseMet(incident.responseDueAt, respondedAt),
    };
    const event = {
      at: respondedAt,
      kind: 'FIRST_RESPONSE',
      note: null,
      actor: context.caller.name,
    } as const;
    return writeStep(unit, incident, change, event);
  });
}

/** A request may have been received by a clock that is ahead of ours; it was not answered before that. */
function later(now: Date, receivedAt: Date): Date {
  return now < receivedAt ? receivedAt : now;
}
