import { decideNotAhead, Decision, failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { decideTransition, IncidentStatus } from './incident-life';

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

/** Compared in whole seconds: within the due second it is met still; null where nothing was promised. Domain section 9. */
export function isResponseMet(dueAt: Date | null, respondedAt: Date): boolean | null {
  return dueAt === null ? null : wholeSeconds(respondedAt) <= wholeSeconds(dueAt);
}

function wholeSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1_000);
}
