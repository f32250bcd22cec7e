import { utcYearOf } from './supported-years';
import { WorkCalendar } from './work-calendar';
import { nextOpening } from './next-opening';

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
