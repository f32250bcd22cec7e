import { failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';

/** Passes where there is something to change; an email address is another person's, and is replaced with the contact. */
export function decideUpdateNamedContact(given: {
  readonly name: string | null;
  readonly phone: string | null;
}): RuleOutcome {
  if (given.name !== null || given.phone !== null) return passed('INVALID_INPUT', 'Name or phone is given.');
  return failed(invalidInput('Give input.name, input.phone or both.', ['input']));
}
