import { Role } from '../../shared/domain/caller';
import { failed, failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';

/** Passes unless a key of role CUSTOMER books for the past: only staff enter what has begun. Domain sections 6 and 9. */
export function decideFromNowOn(by: Role, startsAt: Date, now: Date): RuleOutcome {
  if (by !== 'CUSTOMER' || startsAt >= now) return passed('INVALID_INPUT', 'The appointment may begin then.');
  const message = `startsAt must not lie before ${now.toISOString()}, the server’s time; ask support to enter what has begun.`;
  return failed(invalidInput(message, ['input', 'startsAt']));
}

/** Passes unless a key of role CUSTOMER names the consultant, which the provider does. Domain sections 6 and 9. */
export function decideNamesNoConsultant(by: Role, consultant: string | null): RuleOutcome {
  if (by !== 'CUSTOMER' || consultant === null)
    return passed('INVALID_INPUT', 'The provider names the consultant.');
  const message = 'consultant is named by the provider; leave it out.';
  return failed(invalidInput(message, ['input', 'consultant']));
}

/** Passes until the appointment begins, and for staff after that too. Domain section 6. */
export function decideNotBegun(by: Role, startsAt: Date, now: Date): RuleOutcome {
  if (by !== 'CUSTOMER' || now < startsAt)
    return passed('INVALID_STATE', 'The appointment may still be changed.');
  const message = `The appointment began at ${startsAt.toISOString()}; ask support to change it.`;
  return failedRule('INVALID_STATE', message, ['input', 'blockId']);
}
