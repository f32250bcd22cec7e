import { parseLocalDate, startOfDate } from '../shared/domain/local-date';
import { invalidInput, Refused } from '../shared/domain/refusal';
import { DateTimeScalar } from '../shared/graphql/scalars';

/**
 * The period between two texts from outside, each a date (its first instant on the clock of billing) or an instant with
 * its offset. Throws Refused (INVALID_INPUT) with the name of the one that is neither or is missing.
 */
export function parseExportPeriod(
  given: { readonly from?: unknown; readonly to?: unknown },
  timeZone: string,
): { readonly from: Date; readonly to: Date } {
  return { from: parseBound('from', given.from, timeZone), to: parseBound('to', given.to, timeZone) };
}

function parseBound(name: string, text: unknown, timeZone: string): Date {
  const date = typeof text === 'string' ? parseLocalDate(text) : null;
  if (date !== null) return startOfDate(date, timeZone);
  try {
    return DateTimeScalar.parseValue(text);
  } catch {
    const message = `${name} must be a date such as 2026-10-01 or an instant such as 2026-10-01T00:00:00Z.`;
    throw new Refused([invalidInput(message, [name])]);
  }
}
