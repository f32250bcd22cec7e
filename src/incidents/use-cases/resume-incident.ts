import { RequestContext } from '../../catalog/request-context';
import { decideAnswer } from '../domain/answer';
import { Incident, readHistory } from '../persistence/incidents';
import { LockedIncident } from '../persistence/lock-incident';
import { takeStep } from './incident-steps';

export interface ResumeIncident {
  readonly incidentId: string;
  /** What the customer said. */
  readonly note: string | null;
  /** When the answer was received; null: now. Said by staff alone. */
  readonly receivedAt: Date | null;
}

/**
 * Goes on with an incident that the customer has answered, or answers it as the customer. Throws Refused as `takeStep`,
 * and INVALID_INPUT for an instant that the caller may not say, or that lies before the question or ahead of now. Domain
 * sections 4 and 9.
 */
export function resumeIncident(context: RequestContext, input: ResumeIncident): Promise<Incident> {
  const { incidentId, note, receivedAt } = input;
  return context.write((unit) => {
    const decide = async ({ incident, now }: LockedIncident) => {
      const history = receivedAt === null ? [] : await readHistory(unit.sql, incident.id);
      return decideAnswer(context.caller.role, { reference: incident.reference, history }, receivedAt, now);
    };
    const event = receivedAt === null ? {} : { at: receivedAt };
    return takeStep(context, unit, { incidentId, action: 'RESUME', note, event, decide });
  });
}
