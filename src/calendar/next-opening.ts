import { utcYearOf } from './supported-years';
import { WorkCalendar } from './work-calendar';

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
