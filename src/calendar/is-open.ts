import { utcYearOf } from './supported-years';
import { WorkCalendar } from './work-calendar';

/**
 * Whether the wall clock of the calendar's zone shows a time within a window on a date that is no public holiday.
 * The opening instant is open, the closing instant is not. Domain section 9.
 * Throws RangeError outside the years 1970 to 2999 (UTC).
 */
export function isOpen(calendar: WorkCalendar, at: Date): boolean {
  return calendar.workingYear(utcYearOf(at)).isOpenAt(at.getTime());
}
