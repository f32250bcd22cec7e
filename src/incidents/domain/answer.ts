import { Role } from '../../shared/domain/caller';
import { decideNotAhead, Decision, failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { decideMaySayWhen } from '../../shared/domain/who-says-when';
import { IncidentEvent } from './incident-history';

interface Asked {
  readonly reference: string;
  readonly history: readonly Pick<IncidentEvent, 'kind' | 'at'>[];
}

const PATH = ['input', 'receivedAt'];

/**
 * May an answer of the customer be said to have been received at an instant (null: now)? By staff, not before the
 * question, and at most 5 minutes ahead of now. Domain sections 4 and 9.
 */
export function decideAnswer(role: Role, asked: Asked, receivedAt: Date | null, now: Date): Decision {
  const maySay = decideMaySayWhen(role, receivedAt, PATH);
  if (receivedAt === null) return [maySay];
  return [maySay, decideNotAhead(receivedAt, now, PATH), decideAfterQuestion(asked, receivedAt)];
}

function decideAfterQuestion({ reference, history }: Asked, receivedAt: Date): RuleOutcome {
  const question = history.findLast(({ kind }) => kind === 'WAITING_FOR_CUSTOMER');
  if (question === undefined || question.at <= receivedAt)
    return passed('INVALID_INPUT', 'The answer came after the question.');
  const message = `The customer of ${reference} was asked at ${question.at.toISOString()}; the answer cannot be earlier.`;
  return failed(invalidInput(message, PATH));
}
