import { failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { IncidentStatus, WrittenStatus } from './incident-status';
import { INCIDENT_ACTIONS, IncidentAction, TRANSITIONS } from './transitions';
import { closesUnansweredAt } from './unanswered';

/** The last line of support: nobody is left to escalate to. Domain section 4. */
export const LAST_LINE = 3;

/** What changes in the life of an incident. */
export interface IncidentLife extends WrittenStatus {
  readonly supportLine: number;
  readonly voidedAt: Date | null;
}

type Living = Pick<IncidentLife, 'status' | 'supportLine'> & { readonly reference: string };

/**
 * Passes where the table of transitions allows the action in the present status, and there is a further line to
 * escalate to. A refusal tells what can be done instead. Domain section 4.
 */
export function decideTransition(incident: Living, action: IncidentAction): RuleOutcome {
  const { reference, status } = incident;
  const { participle } = TRANSITIONS[action];
  const possible = possibleActions(incident);
  if (possible.includes(action)) return passed('INVALID_STATE', `${reference} can be ${participle}.`);
  const instead = possible.map((each) => TRANSITIONS[each].participle).join(', ');
  const message = `${reference} is ${status} at support line ${incident.supportLine} and cannot be ${participle}; it can be: ${instead || 'nothing more'}.`;
  return failedRule('INVALID_STATE', message, ['input', 'incidentId']);
}

/** Every action that the incident is open to, in the order of the table. */
export function possibleActions({ status, supportLine }: Omit<Living, 'reference'>): IncidentAction[] {
  return INCIDENT_ACTIONS.filter((action) => {
    const hasFurtherLine = action !== 'ESCALATE' || supportLine < LAST_LINE;
    return TRANSITIONS[action].from.includes(status) && hasFurtherLine;
  });
}

/** The life after an action that was allowed. One that goes on waiting keeps the instant at which it closes. */
export function lifeAfter(
  before: IncidentLife,
  action: IncidentAction,
  at: Date,
  timeZone: string,
): IncidentLife {
  const status: IncidentStatus = TRANSITIONS[action].to ?? before.status;
  return {
    status,
    supportLine: before.supportLine + (action === 'ESCALATE' ? 1 : 0),
    closesAt:
      status === 'WAITING_FOR_CUSTOMER' ? (before.closesAt ?? closesUnansweredAt(at, timeZone)) : null,
    voidedAt: status === 'VOIDED' ? at : null,
  };
}
