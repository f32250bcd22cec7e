import { LRUCache } from 'lru-cache';
import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import { addDays, LocalDate } from '../shared/domain/local-date';

/** Codes as in ISO 3166: country `DE`, state `HE`. Without a state, what holds in the whole country. */
export interface HolidayRegion {
  readonly country: string;
  readonly state: string | null;
}

const HOURS_A_DAY = 24;
const MS_AN_HOUR = 3_600_000;

interface YearOfRegion {
  readonly region: HolidayRegion;
  readonly year: number;
}

const YEARS_KEPT = 2048;

/** A day that is a public holiday as a whole, and its name in English. */
export interface NamedHoliday {
  readonly on: LocalDate;
  readonly name: string;
}

const listed = new LRUCache<string, readonly NamedHoliday[], YearOfRegion>({
  max: YEARS_KEPT,
  memoMethod: (_key, _stale, { context: { region, year } }) => listHolidaysBeginningIn(region, year),
});
const sets = new LRUCache<string, ReadonlySet<LocalDate>, YearOfRegion>({
  max: YEARS_KEPT,
  memoMethod: (_key, _stale, { context: { region, year } }) => {
    return new Set(namedHolidays(region, year).map(({ on }) => on));
  },
});

/**
 * The public holidays of the region that fall in the year, computed once and kept. Domain sections 2 and 9.
 *
 * Only days that are a holiday as a whole: where one begins at noon, the date is a working day. Days that are no
 * public holiday by law, as 24 and 31 December in Germany, are not among them.
 * Throws RangeError on a region that the holiday library does not know and on a year outside 1900 to 3000.
 */
export function publicHolidays(region: HolidayRegion, year: number): ReadonlySet<LocalDate> {
  return sets.memo(keyOf(region, year), { context: { region, year } });
}

/** The same with the name of each, by date. Throws as `publicHolidays`. */
export function namedHolidays(region: HolidayRegion, year: number): readonly NamedHoliday[] {
  refuseUnknown(region, year);
  return [...holidaysBeginningIn(region, year - 1), ...holidaysBeginningIn(region, year)]
    .filter(({ on }) => on.startsWith(`${year}-`))
    .sort((one, other) => (one.on < other.on ? -1 : 1));
}

/** Whether the holiday library knows the country, and the state where one is given. */
export function isKnownHolidayRegion(country: string, state: string | null): boolean {
  const library = new (holidayLibrary())();
  if (!Object.hasOwn(library.getCountries(), country)) return false;
  return state === null || Object.hasOwn(library.getStates(country) ?? {}, state);
}

/** Some last for days and reach into the next year. */
function holidaysBeginningIn(region: HolidayRegion, year: number): readonly NamedHoliday[] {
  return listed.memo(keyOf(region, year), { context: { region, year } });
}

function listHolidaysBeginningIn({ country, state }: HolidayRegion, year: number): readonly NamedHoliday[] {
  const Library = holidayLibrary();
  const library = state === null ? new Library(country) : new Library(country, state);
  return library
    .getHolidays(year, 'en')
    .filter((holiday) => holiday.type === 'public')
    .flatMap((holiday) => wholeDaysOf(holiday).map((on) => ({ on, name: holiday.name })));
}

/** `date` is the wall clock's beginning, `2026-05-14 00:00:00`; one hour more or less is a change of the clocks. */
function wholeDaysOf({ date, start, end }: HolidaysTypes.Holiday): readonly LocalDate[] {
  const firstDate = date.slice(0, 10) as LocalDate;
  const firstHour = Number(date.slice(11, 13));
  const endHour = firstHour + (end.getTime() - start.getTime()) / MS_AN_HOUR;
  const firstDay = Math.ceil(firstHour / HOURS_A_DAY);
  const daysUntilEnd = Math.floor((endHour + 1) / HOURS_A_DAY);
  return Array.from({ length: Math.max(0, daysUntilEnd - firstDay) }, (_, index) =>
    addDays(firstDate, firstDay + index),
  );
}

function refuseUnknown({ country, state }: HolidayRegion, year: number): void {
  if (!isKnownHolidayRegion(country, state))
    throw new RangeError(`no holidays are known of ${country} ${state ?? ''}`);
  if (!Number.isInteger(year) || year < 1900 || year > 3000)
    throw new RangeError(`no holidays of the year ${year}`);
}

function keyOf({ country, state }: HolidayRegion, year: number): string {
  return `${country}/${state ?? ''}/${year}`;
}

/** Loaded when first needed: it takes a third of a second, and a provider without holidays does without it. */
function holidayLibrary(): typeof Holidays {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once, or need a promise
  return require('date-holidays') as typeof Holidays;
}
