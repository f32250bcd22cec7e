import { LocalDate } from '../shared/domain/local-date';

export const MS_A_DAY = 86_400_000;
export const MS_A_MINUTE = 60_000;

/** A calendar date as the number of days since 1970-01-01: quick to compare and to count with. */
export type EpochDay = number;

/** The calendar year of a date. */
export function yearOfDay(day: EpochDay): number {
  return new Date(day * MS_A_DAY).getUTCFullYear();
}

/** The date as `YYYY-MM-DD`. */
export function dateOfDay(day: EpochDay): LocalDate {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10) as LocalDate;
}

/** ISO weekday, 1 is Monday. */
export function isoWeekday(day: EpochDay): number {
  const daysSinceAMonday = day + 3;
  return (((daysSinceAMonday % 7) + 7) % 7) + 1;
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 2999;

/** The UTC year of the instant. Throws RangeError outside 1970 to 2999 and for an invalid Date. */
export function utcYearOf(instant: Date): number {
  const year = instant.getUTCFullYear();
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new RangeError(`the calendar knows the years ${FIRST_YEAR} to ${LAST_YEAR} only`);
}

/** Stops a search that goes on and on. Throws RangeError on a year after 2999. */
export function refuseYearBeyondLast(year: number): void {
  if (year > LAST_YEAR) throw new RangeError(`the result lies after the year ${LAST_YEAR}`);
}
