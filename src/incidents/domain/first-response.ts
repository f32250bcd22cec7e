import { decideNotAhead, Decision, failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { decideTransition, IncidentEventKind, IncidentStatus } from './incident-life';

/** What a first response is. Domain section 4. */
export const FIRST_RESPONSE_KINDS = ['STARTED', 'INFORMATION_NEEDED', 'SOLUTION_PROPOSED'] as const;
export type FirstResponseKind = (typeof FIRST_RESPONSE_KINDS)[number];

/** The ways of a first response. Domain section 4. */
export const RESPONSE_CHANNELS = ['EMAIL', 'PHONE'] as const;
export type ResponseChannel = (typeof RESPONSE_CHANNELS)[number];

export interface Unanswered {
  readonly reference: string;
  readonly status: IncidentStatus;
  readonly supportLine: number;
  readonly receivedAt: Date;
}

const PATH = ['input', 'respondedAt'];

/**
 * May this be recorded as the first response? There is none yet, and it lies within [receipt, now + 5 minutes].
 * Domain section 4.
 */
export function decideFirstResponse(incident: Unanswered, respondedAt: Date, now: Date): Decision {
  return [
    decideTransition(incident, 'FIRST_RESPONSE'),
    decideNotAhead(respondedAt, now, PATH),
    decideNotBeforeReceipt(incident, respondedAt),
  ];
}

function decideNotBeforeReceipt({ reference, receivedAt }: Unanswered, respondedAt: Date): RuleOutcome {
  if (receivedAt <= respondedAt) return passed('INVALID_INPUT', 'The response came after the request.');
  const message = `${reference} was received at ${receivedAt.toISOString()}; its first response cannot be earlier.`;
  return failed(invalidInput(message, PATH));
}

/** At the due second it is met still; null where nothing was promised. Domain section 9. */
export function isResponseMet(dueAt: Date | null, respondedAt: Date): boolean | null {
  return dueAt === null ? null : secondOf(respondedAt) <= secondOf(dueAt);
}

function secondOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1_000);
}

/** Where a response goes by a channel: the contact's address or number of that time. */
export function addressFor(channel: ResponseChannel, contact: { email: string; phone: string }): string {
  return channel === 'EMAIL' ? contact.email : contact.phone;
}

interface Answered {
  readonly firstResponseKind: FirstResponseKind | null;
  readonly supportLine: number;
}

/** What stands between a first response and a resolution on the first call. */
const IN_BETWEEN: readonly IncidentEventKind[] = ['ESCALATED', 'WAITING_FOR_CUSTOMER', 'REOPENED'];

/**
 * Whether an incident that is resolved now was so on the first call: its first response, by the first line, proposed a
 * solution, and its history holds no escalation, question or reopening. Domain section 4.
 */
export function isResolvedOnFirstCall(
  { firstResponseKind, supportLine }: Answered,
  history: readonly IncidentEventKind[],
): boolean {
  const isFirstCall = firstResponseKind === 'SOLUTION_PROPOSED' && supportLine === 1;
  return isFirstCall && !history.some((kind) => IN_BETWEEN.includes(kind));
}
