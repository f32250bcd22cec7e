import { utcYearOf } from './working-year';
import { WorkCalendar } from './work-calendar';

/**
 * Working time within `[from, to)` in whole seconds: real elapsed time in which the calendar is open. Domain section 9.
 *
 * It is summed up in milliseconds, and a last second that is not complete does not count.
 * Throws RangeError where `to` lies before `from`, and outside the years 1970 to 2999 (UTC).
 */
export function workingSecondsBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  if (to < from) throw new RangeError('working time is measured forwards: the end lies before the beginning');
  const firstYear = utcYearOf(from);
  const lastYear = utcYearOf(to);
  let workingMs = -calendar.workingYear(firstYear).workingMsUntil(from.getTime());
  for (let year = firstYear; year < lastYear; year++) workingMs += calendar.workingMsOfYear(year);
  workingMs += calendar.workingYear(lastYear).workingMsUntil(to.getTime());
  return Math.floor(workingMs / 1000);
}
