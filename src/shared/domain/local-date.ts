import { DateTime, IANAZone } from 'luxon';

/** A calendar date without a time, `YYYY-MM-DD`. Which zone it is a date of, is said by what holds it. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const MS_A_DAY = 86_400_000;
const MS_AN_HOUR = 3_600_000;
const MS_A_MINUTE = 60_000;

/** The date, or null where the text is not a date that exists between the years 1900 and 2999. */
export function parseLocalDate(text: string): LocalDate | null {
  if (!SHAPE.test(text)) return null;
  const date = DateTime.fromISO(text, { zone: 'utc' });
  return date.isValid && date.year >= 1900 && date.year < 3000 ? (text as LocalDate) : null;
}

/** For constants and for dates the database has already checked. Throws RangeError on anything else. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === null) throw new RangeError(`not a calendar date: ${text}`);
  return date;
}

/** The date that a clock in the zone shows at the instant. The zone is an IANA name. */
export function dateAt(instant: Date, zone: string): LocalDate {
  const at = instant.getTime();
  const known = lastDayOf.get(zone);
  if (known !== undefined && known.from <= at && at < known.to) return known.date;
  const offset = offsetAt(at, zone);
  const from = Math.floor((at + offset) / MS_A_DAY) * MS_A_DAY - offset;
  const to = from + MS_A_DAY;
  const date = fromUtc(from + offset);
  // A day on which the clocks change may show part of another date too, and is not kept.
  if (offsetAt(from, zone) === offset && offsetAt(to - 1, zone) === offset)
    lastDayOf.set(zone, { date, from, to });
  return date;
}

// Nearly every question is about today: the day asked for last is kept for each zone, and found without luxon.
const lastDayOf = new Map<string, { readonly date: LocalDate; readonly from: number; readonly to: number }>();

/** How many milliseconds the clock in the zone is ahead of UTC: whole seconds, as old offsets have some. */
function offsetAt(instant: number, zone: string): number {
  return Math.round(IANAZone.create(zone).offset(instant) * MS_A_MINUTE);
}

/**
 * The first instant at which a clock in the zone, an IANA name, shows the date, or a later one where it leaves the date
 * out: not always 00:00, and the earlier one where the clocks pass midnight twice.
 */
export function startOfDate(date: LocalDate, zone: string): Date {
  const starts = startsIn(zone);
  const known = starts.get(date);
  if (known !== undefined) return new Date(known);
  const start = findStart(utcOf(date), zone);
  if (starts.size >= KEPT_STARTS) starts.clear();
  starts.set(date, start);
  return new Date(start);
}

/** Since 1900 no zone is more than 14 hours ahead of UTC or 12 behind, and none changes its clocks twice in 28 hours. */
function findStart(midnight: number, zone: string): number {
  const [first, last] = [midnight - 15 * MS_AN_HOUR, midnight + 13 * MS_AN_HOUR];
  const [before, after] = [offsetAt(first, zone), offsetAt(last, zone)];
  if (before === after) return midnight - before;
  const change = changeOfClocks(first, last, zone);
  return midnight - before < change ? midnight - before : Math.max(change, midnight - after);
}

/** The first instant of the later offset. */
function changeOfClocks(first: number, last: number, zone: string): number {
  const offset = offsetAt(first, zone);
  let [before, after] = [first, last];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle, zone) === offset) before = middle;
    else after = middle;
  }
  return after;
}

function startsIn(zone: string): Map<LocalDate, number> {
  const known = knownStarts.get(zone);
  if (known !== undefined) return known;
  const made = new Map<LocalDate, number>();
  knownStarts.set(zone, made);
  return made;
}

// Asking for the offset of a zone takes microseconds, and contracts share their few thousand days.
const knownStarts = new Map<string, Map<LocalDate, number>>();
const KEPT_STARTS = 20_000;

/** The date a number of days later; earlier where it is below 0. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromUtc(utcOf(date) + days * MS_A_DAY);
}

/**
 * The date a number of months later, on the same day of the month, or on the month's last where it is shorter.
 * Count from the anchor, never from a date that was already shortened: 31 January plus two months is 31 March.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = partsOf(date);
  const counted = year * 12 + month - 1 + months;
  const [inYear, inMonth] = [Math.floor(counted / 12), (counted % 12) + 1];
  return written(inYear, inMonth, Math.min(day, lastOfMonth(inYear, inMonth)));
}

function lastOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whole days from one date to the other; negative where `to` lies before `from`. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (utcOf(to) - utcOf(from)) / MS_A_DAY;
}

function partsOf(date: LocalDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function utcOf(date: LocalDate): number {
  const [year, month, day] = partsOf(date);
  return Date.UTC(year, month - 1, day);
}

function fromUtc(instant: number): LocalDate {
  const date = new Date(instant);
  return written(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Of years from 1000 to 9999. */
function written(year: number, month: number, day: number): LocalDate {
  return `${year}-${twoDigits(month)}-${twoDigits(day)}` as LocalDate;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
