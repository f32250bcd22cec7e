import { RequestContext } from '../../catalog/request-context';
import { contactDetailsAt } from '../../contacts/persistence/contact-details';
import {
  addressFor,
  decideFirstResponse,
  FirstResponseKind,
  isResponseMet,
  ResponseChannel,
} from '../domain/first-response';
import { eventBy } from '../domain/incident-history';
import { lifeAfter } from '../domain/incident-life';
import { Incident } from '../persistence/incidents';
import { lockIncident } from '../persistence/lock-incident';
import { writeStep } from '../persistence/write-step';

export interface RecordFirstResponse {
  readonly incidentId: string;
  /** Null: now. */
  readonly respondedAt: Date | null;
  /** Null, here and below: it is not said. */
  readonly kind: FirstResponseKind | null;
  readonly channel: ResponseChannel | null;
  /** What the customer was told. */
  readonly note: string | null;
}

/**
 * Records the first response, once, and for good whether it came in time, by the promise that stands. It went to the
 * contact's address of that time. Throws Refused: NOT_FOUND, INVALID_STATE where there is one already, INVALID_INPUT for
 * an instant before the receipt or ahead of now. Domain section 4.
 */
export function recordFirstResponse(context: RequestContext, input: RecordFirstResponse): Promise<Incident> {
  return context.write(async (unit) => {
    const { incident, timeZone, now } = await lockIncident(context, unit, input.incidentId);
    const respondedAt = input.respondedAt ?? later(now, incident.receivedAt);
    const decision = decideFirstResponse(incident, respondedAt, now);
    unit.journal.recordOrThrow(incident.contractId, { incident, respondedAt }, decision);
    const { kind, channel, note } = input;
    const contact = await contactDetailsAt(unit.sql, incident.contactId, respondedAt);
    const change = {
      ...lifeAfter(incident, 'FIRST_RESPONSE', now, timeZone),
      firstRespondedAt: respondedAt,
      dueAtResponse: incident.responseDueAt,
      responseMet: isResponseMet(incident.responseDueAt, respondedAt),
      firstResponseRecordedAt: now,
      firstResponseKind: kind,
      firstResponseChannel: channel,
      firstResponseTo: channel && addressFor(channel, contact),
    };
    const event = eventBy(context.caller, now, { kind: 'FIRST_RESPONSE', note, at: respondedAt });
    return writeStep(unit, incident, change, event);
  });
}

/** A request may have been received by a clock that is ahead of the server’s; it was not answered before that. */
function later(now: Date, receivedAt: Date): Date {
  return now < receivedAt ? receivedAt : now;
}
