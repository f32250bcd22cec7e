import { validateSync, ValidationError } from 'class-validator';
import { invalidInput, Refusal, Refused } from '../domain/refusal';
import { cleanText } from '../domain/text';

/** A key of a retry is the client's own, kept as it came: two that differ in anything are two. */
const AS_IT_CAME = 'idempotencyKey';

/** Brings every text of an input, at any depth, to the form in which it is kept. Domain section 10. */
function cleanTexts(input: object): void {
  for (const [key, value] of Object.entries(input)) {
    if (key !== AS_IT_CAME) (input as Record<string, unknown>)[key] = cleaned(value);
  }
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) cleanTexts(value);
  return value;
}

/**
 * Brings the texts of an input object to the form in which they are kept, and checks it by its class's rules. Throws Refused with one INVALID_INPUT for each fault; what was sent is
 * not repeated, since it may be a secret. Every mutation takes one argument, `input`, which the paths begin with.
 */
export function validateInput(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  cleanTexts(value);
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
