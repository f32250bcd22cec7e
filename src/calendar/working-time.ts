import { utcYearOf } from './epoch-day';
import { WorkCalendar } from './work-calendar';

/**
 * Whether the wall clock of the calendar's zone shows a time within a window on a date that is no public holiday.
 * The opening instant is open, the closing instant is not. Domain section 9.
 * Throws RangeError outside the years 1970 to 2999 (UTC).
 */
export function isOpen(calendar: WorkCalendar, at: Date): boolean {
  return calendar.workingYear(utcYearOf(at)).isOpenAt(at.getTime());
}

/**
 * The first open instant at or after the given one: itself where the calendar is open then, null where it never
 * opens. The closing instant is no longer open. Domain section 9.
 * Throws RangeError where the instant or the opening lies outside the years 1970 to 2999 (UTC).
 */
export function nextOpening(calendar: WorkCalendar, at: Date): Date | null {
  if (calendar.neverOpens) return null;
  let year = utcYearOf(at);
  let opening = calendar.workingYear(year).nextOpenFrom(at.getTime());
  while (opening === null) {
    year += 1;
    opening = calendar.workingYear(year).nextOpenFrom(at.getTime());
  }
  return new Date(opening);
}

/**
 * The instant at which that much working time has passed since `from`. Domain section 9.
 *
 * The amount is real elapsed seconds in which the calendar is open. A result that falls exactly on a closing stays
 * there; an amount of zero gives the next open instant. Milliseconds of `from` are kept.
 * Throws RangeError on an amount that is negative or no whole number, on a calendar that never opens, and where
 * `from` or the result lies outside the years 1970 to 2999 (UTC).
 */
export function addWorkingTime(calendar: WorkCalendar, from: Date, seconds: number): Date {
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new RangeError(`working time is a whole number of seconds from zero on, not ${seconds}`);
  }
  if (calendar.neverOpens) throw new RangeError('no working time passes in a calendar that never opens');
  return seconds === 0 ? nextOpening(calendar, from)! : instantAfter(calendar, from, seconds * 1000);
}

function instantAfter(calendar: WorkCalendar, from: Date, workingMs: number): Date {
  let year = utcYearOf(from);
  let sinceStartOfYear = workingMs + calendar.workingYear(year).workingMsUntil(from.getTime());
  while (sinceStartOfYear > calendar.workingMsOfYear(year)) {
    sinceStartOfYear -= calendar.workingMsOfYear(year);
    year += 1;
  }
  return new Date(calendar.workingYear(year).instantAfter(sinceStartOfYear));
}
