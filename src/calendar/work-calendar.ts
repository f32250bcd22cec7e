import { LRUCache } from 'lru-cache';
import { IANAZone } from 'luxon';
import { dateOfDay, EpochDay, isoWeekday, refuseYearBeyondLast, yearOfDay } from './epoch-day';
import { BusinessDay, businessDaysOf, OpenOnDay, openStretches } from './open-stretches';
import { HolidayRegion, publicHolidays } from './public-holidays';
import { validateWeeklyWindows, wallIntervalsOf, WeeklyWindow } from './weekly-window';
import { WorkingYear } from './working-year';
import { offsetsOfYear } from './zone-offsets';

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
