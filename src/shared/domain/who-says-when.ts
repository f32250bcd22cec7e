import { Role } from './caller';
import { failed, passed, RuleOutcome } from './decision';
import { invalidInput } from './refusal';

/**
 * Passes where nobody says an instant that is the server's, or staff say it: a key of role CUSTOMER says nothing about
 * when something reached the provider. Null and undefined are left out. Domain section 9, Who says when.
 */
export function decideMaySayWhen(
  role: Role,
  said: Date | null | undefined,
  path: readonly string[],
): RuleOutcome {
  if (said == null) return passed('INVALID_INPUT', `${path.at(-1)} is left to the server.`);
  if (role !== 'CUSTOMER') return passed('INVALID_INPUT', `Staff may say ${path.at(-1)}.`);
  const message = `${path.join('.')} is for staff; leave it out, and the instant is the server’s.`;
  return failed(invalidInput(message, path));
}
