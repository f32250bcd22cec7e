import { NamedHoliday, namedHolidays } from '../../calendar/public-holidays';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { Region } from './plan';
import { Provider } from './provider';

const FIRST_YEAR = 1970;
const LAST_YEAR = 2899;

/** Throws Refused (INVALID_INPUT) for a year outside 1970 to 2899, in which no instant of this program lies. */
export function checkHolidayYear({ year }: { readonly year: number }): void {
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return;
  throw new Refused([invalidInput(`year must be from ${FIRST_YEAR} to ${LAST_YEAR}.`, ['year'])]);
}

/**
 * The public holidays that the provider leaves out for customers of a region in a year, by date; empty where it leaves out
 * none. Throws as `checkHolidayYear`. Domain sections 1 (service-level window), 2 and 3.
 */
export function providerHolidays(
  { calendars }: Pick<Provider, 'calendars'>,
  year: number,
  region: Region,
): readonly NamedHoliday[] {
  checkHolidayYear({ year });
  const { holidays } = calendars[region];
  return holidays === null ? [] : namedHolidays(holidays, year);
}
