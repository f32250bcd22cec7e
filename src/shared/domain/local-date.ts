import { DateTime } from 'luxon';

/** A calendar date without a time, `YYYY-MM-DD`. Which zone it is a date of, is said by whoever holds it. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** The date, or null where the text is not a date that exists between the years 1900 and 2999. */
export function parseLocalDate(text: string): LocalDate | null {
  if (!SHAPE.test(text)) return null;
  const date = DateTime.fromISO(text, { zone: 'utc' });
  return date.isValid && date.year >= 1900 && date.year < 3000 ? (text as LocalDate) : null;
}

/** For constants and for dates the database has already checked. Throws RangeError on anything else. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === null) throw new RangeError(`not a calendar date: ${text}`);
  return date;
}

/** The date that a clock in the zone shows at the instant. */
export function dateAt(instant: Date, zone: string): LocalDate {
  return DateTime.fromJSDate(instant, { zone }).toISODate() as LocalDate;
}

/** The first instant of the date in the zone: not always 00:00, and the earlier one where the clocks pass it twice. */
export function startOfDate(date: LocalDate, zone: string): Date {
  const [earliest] = DateTime.fromISO(date, { zone }).startOf('day').getPossibleOffsets();
  return earliest!.toJSDate();
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return asUtc(date).plus({ days }).toISODate() as LocalDate;
}

/**
 * The date a number of months later, on the same day of the month, or on the month's last where it is shorter.
 * Count from the anchor, never from a date that was already shortened: 31 January plus two months is 31 March.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return asUtc(date).plus({ months }).toISODate() as LocalDate;
}

/** Whole days from one date to the other; negative where `to` lies before `from`. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return asUtc(to).diff(asUtc(from), 'days').days;
}

function asUtc(date: LocalDate): DateTime<true> {
  return DateTime.fromISO(date, { zone: 'utc' }) as DateTime<true>;
}
