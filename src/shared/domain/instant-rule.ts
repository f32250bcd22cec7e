import { failed, passed, RuleOutcome } from './decision';
import { invalidInput } from './refusal';

/** How far the clock of a client may run ahead of ours, in milliseconds. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Passes where something that is said to have happened lies no more than 5 minutes ahead of now. */
export function decideNotAhead(happenedAt: Date, now: Date, path: readonly string[]): RuleOutcome {
  if (happenedAt.getTime() <= now.getTime() + CLOCK_TOLERANCE_MS) {
    return passed('INVALID_INPUT', `${path.at(-1)} is not in the future.`);
  }
  const message = `${path.join('.')} lies more than 5 minutes ahead of ${now.toISOString()}, the server’s time.`;
  return failed(invalidInput(message, path));
}
