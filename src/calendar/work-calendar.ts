import { LRUCache } from 'lru-cache';
import { IANAZone } from 'luxon';
import {
  dateOfDay,
  EpochDay,
  isoWeekday,
  refuseYearBeyondLast,
  yearOfDay,
  utcYearOf,
  BusinessDay,
  businessDaysOf,
  OpenOnDay,
  openStretches,
  WorkingYear,
  offsetsOfYear,
  localDayAt,
} from './working-year';
import { HolidayRegion, publicHolidays } from './public-holidays';
import { validateWeeklyWindows, wallIntervalsOf, WeeklyWindow } from './weekly-window';

export interface WorkCalendarSpec {
  /** IANA name, as `Europe/Berlin`. The windows' times and the holidays' dates are those of its wall clock. */
  readonly timeZone: string;
  /** Empty: the calendar never opens. */
  readonly windows: readonly WeeklyWindow[];
  /** Whose public holidays are left out; null: none are. */
  readonly holidays: HolidayRegion | null;
}

/**
 * When a service is open. Its years are computed when first asked for and kept, a limited number of them; asking
 * for a year after 2999 throws RangeError.
 */
export interface WorkCalendar {
  readonly timeZone: string;
  readonly neverOpens: boolean;
  /** One UTC year. */
  workingYear(year: number): WorkingYear;
  /** Working time of one UTC year; kept for every year that was ever asked for. */
  workingMsOfYear(year: number): number;
  /** The business days of one year of local dates. */
  businessDays(year: number): readonly BusinessDay[];
}

const CALENDARS_KEPT = 64;
const YEARS_KEPT = 128;

const calendars = new LRUCache<string, WorkCalendar, WorkCalendarSpec>({
  max: CALENDARS_KEPT,
  memoMethod: (_content, _stale, { context: spec }) => {
    if (!IANAZone.isValidZone(spec.timeZone)) throw new RangeError(`not an IANA time zone: ${spec.timeZone}`);
    const faults = validateWeeklyWindows(spec.windows);
    if (faults.length > 0) throw new RangeError(faults.join('; '));
    return new CompiledCalendar(spec);
  },
});

/**
 * The calendar of the windows: the same object for the same content. Domain sections 1 and 9.
 * Throws RangeError on an unknown zone and on faulty windows. An unknown holiday region is noticed when the first
 * year is computed, because the holiday library is not loaded before.
 */
export function workCalendar(spec: WorkCalendarSpec): WorkCalendar {
  return calendars.memo(contentOf(spec), { context: spec });
}

class CompiledCalendar implements WorkCalendar {
  readonly timeZone: string;
  readonly neverOpens: boolean;
  private readonly openOnDay: OpenOnDay;
  private readonly workingYears = new LRUCache<number, WorkingYear>({
    max: YEARS_KEPT,
    memoMethod: (year) => this.computeWorkingYear(year),
  });
  private readonly businessYears = new LRUCache<number, readonly BusinessDay[]>({
    max: YEARS_KEPT,
    memoMethod: (year) => this.computeBusinessDays(year),
  });
  private readonly totals = new Map<number, number>();

  constructor(spec: WorkCalendarSpec) {
    this.timeZone = spec.timeZone;
    this.neverOpens = spec.windows.length === 0;
    this.openOnDay = openOnDayOf(spec);
  }

  workingYear(year: number): WorkingYear {
    return this.workingYears.memo(year);
  }

  workingMsOfYear(year: number): number {
    const known = this.totals.get(year);
    if (known !== undefined) return known;
    const { totalMs } = this.workingYear(year);
    this.totals.set(year, totalMs);
    return totalMs;
  }

  businessDays(year: number): readonly BusinessDay[] {
    return this.businessYears.memo(year);
  }

  private computeWorkingYear(year: number): WorkingYear {
    refuseYearBeyondLast(year);
    return new WorkingYear(openStretches(offsetsOfYear(this.timeZone, year), this.openOnDay));
  }

  private computeBusinessDays(year: number): readonly BusinessDay[] {
    refuseYearBeyondLast(year);
    const aroundTheYear = [year - 1, year, year + 1].flatMap((each) => offsetsOfYear(this.timeZone, each));
    const openInTheYear: OpenOnDay = (day) => (yearOfDay(day) === year ? this.openOnDay(day) : []);
    return businessDaysOf(openStretches(aroundTheYear, openInTheYear));
  }
}

function openOnDayOf({ windows, holidays }: WorkCalendarSpec): OpenOnDay {
  const byWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) => wallIntervalsOf(windows, weekday));
  const isHoliday = (day: EpochDay) =>
    holidays !== null && publicHolidays(holidays, yearOfDay(day)).has(dateOfDay(day));
  return (day) => {
    const intervals = byWeekday[isoWeekday(day) - 1]!;
    return intervals.length === 0 || isHoliday(day) ? [] : intervals;
  };
}

function contentOf({ timeZone, windows, holidays }: WorkCalendarSpec): string {
  const times = windows.map(({ weekday, opens, closes }) => [weekday, opens, closes]);
  return JSON.stringify([timeZone, holidays?.country, holidays?.state, times]);
}

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
