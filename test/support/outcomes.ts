import { Decision } from '../../src/shared/domain/decision';

/** Every rule of a decision with what it says, in its order: `INVALID_INPUT PASSED`. */
export function outcomesOf(decision: Decision): string[] {
  return decision.map(({ rule, outcome }) => `${rule} ${outcome}`);
}
