import { Decision } from '../../src/shared/domain/decision';

/** Every rule of a decision with what it says, in its order: `INVALID_INPUT PASSED`. */
export function outcomesOf(decision: Decision): string[] {
  return decision.map(({ rule, outcome }) => `${rule} ${outcome}`);
}

/** The field of the input that a refusal is about; undefined where it is about none. Fails for a path outside the input. */
export function fieldOf(path: readonly string[] | null | undefined): string | undefined {
  if (path == null) return undefined;
  expect(path[0]).toBe('input');
  return path.at(-1);
}
