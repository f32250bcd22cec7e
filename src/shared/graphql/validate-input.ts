import { validateSync, ValidationError } from 'class-validator';
import { invalidInput, Refusal, Refused } from '../domain/refusal';

/**
 * Checks an input object by its class's rules. Throws Refused with one INVALID_INPUT for each fault; what was sent is
 * not repeated, since it may be a secret. Every mutation takes one argument, `input`, which the paths begin with.
 */
export function validateInput(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const faults = validateSync(value, {
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  const refusals = faults.flatMap((fault) => refusalsOf(fault, ['input']));
  if (refusals.length > 0) throw new Refused(refusals);
}

function refusalsOf(fault: ValidationError, above: readonly string[]): Refusal[] {
  const path = [...above, fault.property];
  const own = Object.values(fault.constraints ?? {}).map((message) => invalidInput(message, path));
  return [...own, ...(fault.children ?? []).flatMap((child) => refusalsOf(child, path))];
}
