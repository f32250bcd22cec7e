import { BusinessDay } from './open-stretches';
import { utcYearOf, yearOfDay } from './epoch-day';
import { WorkCalendar } from './work-calendar';
import { localDayAt } from './zone-offsets';

/**
 * The closing time of the n-th business day after the business day of receipt; n = 0 is that day's own closing.
 * Domain section 3: what is received on no business day, or at or after the day's last closing, counts as received
 * on the next business day.
 *
 * A business day is a local date on which the calendar opens at all. Throws RangeError on a number of days that is
 * negative or not whole, on a calendar that never opens, and outside the years 1970 to 2999.
 */
export function closingOfBusinessDay(calendar: WorkCalendar, receivedAt: Date, days: number): Date {
  if (!Number.isSafeInteger(days) || days < 0) {
    throw new RangeError(`business days are a whole number from zero on, not ${days}`);
  }
  if (calendar.neverOpens) throw new RangeError('a calendar that never opens has no business days');
  utcYearOf(receivedAt);
  const localDay = localDayAt(calendar.timeZone, receivedAt);
  let year = yearOfDay(localDay);
  let index = days + countGoneBy(calendar.businessDays(year), localDay, receivedAt);
  while (index >= calendar.businessDays(year).length) {
    index -= calendar.businessDays(year).length;
    year += 1;
  }
  return new Date(calendar.businessDays(year)[index]!.closesAt);
}

/** How many of the days can no longer be the day of receipt. */
function countGoneBy(businessDays: readonly BusinessDay[], localDay: number, receivedAt: Date): number {
  let low = 0;
  let high = businessDays.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { day, closesAt } = businessDays[middle]!;
    if (day < localDay || (day === localDay && closesAt <= receivedAt.getTime())) low = middle + 1;
    else high = middle;
  }
  return low;
}
