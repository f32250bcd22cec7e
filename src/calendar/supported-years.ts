const FIRST_YEAR = 1970;
const LAST_YEAR = 2999;

/** The UTC year of the instant. Throws RangeError outside 1970 to 2999 and for an invalid Date. */
export function utcYearOf(instant: Date): number {
  const year = instant.getUTCFullYear();
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new RangeError(`the calendar knows the years ${FIRST_YEAR} to ${LAST_YEAR} only`);
}

/** Stops a search that goes on and on. Throws RangeError on a year after 2999. */
export function refuseYearBeyondLast(year: number): void {
  if (year > LAST_YEAR) throw new RangeError(`the answer lies after the year ${LAST_YEAR}`);
}
