import { WallInterval } from './weekly-window';
import { IANAZone } from 'luxon';
import { LRUCache } from 'lru-cache';
import { LocalDate } from '../shared/domain/local-date';

const MS_A_DAY = 86_400_000;
const MS_A_MINUTE = 60_000;

/**
 * One UTC year of a calendar: when it is open, and how much working time lies before each opening. Stretches that
 * touch, as around the clock, are one. A question is a binary search. Epoch milliseconds.
 */
export class WorkingYear {
  /** Working time of the whole year. */
  readonly totalMs: number;
  private readonly opens: Float64Array;
  private readonly closes: Float64Array;
  private readonly msBefore: Float64Array;

  /** Takes the open stretches of the year in order of time. */
  constructor(open: readonly OpenStretch[]) {
    const starts = open.filter((stretch, index) => index === 0 || open[index - 1]!.to < stretch.from);
    const ends = open.filter(
      (stretch, index) => index === open.length - 1 || stretch.to < open[index + 1]!.from,
    );
    this.opens = Float64Array.from(starts, (stretch) => stretch.from);
    this.closes = Float64Array.from(ends, (stretch) => stretch.to);
    this.msBefore = new Float64Array(starts.length);
    let total = 0;
    for (let index = 0; index < starts.length; index++) {
      this.msBefore[index] = total;
      total += this.closes[index]! - this.opens[index]!;
    }
    this.totalMs = total;
  }

  isOpenAt(instant: number): boolean {
    const index = lastIndexWhere(this.opens, (opens) => opens <= instant);
    return index >= 0 && instant < this.closes[index]!;
  }

  /** The first open instant of the year at or after the given one; null where the year has none left. */
  nextOpenFrom(instant: number): number | null {
    const index = lastIndexWhere(this.closes, (closes) => closes <= instant) + 1;
    return index < this.opens.length ? Math.max(instant, this.opens[index]!) : null;
  }

  /** Working time from the beginning of the year to the instant. */
  workingMsUntil(instant: number): number {
    const index = lastIndexWhere(this.opens, (opens) => opens <= instant);
    if (index < 0) return 0;
    return this.msBefore[index]! + Math.min(instant, this.closes[index]!) - this.opens[index]!;
  }

  /**
   * The earliest instant before which that much working time of the year lies: at a closing, the closing itself and
   * not the next opening. Expects an amount above zero and not above the year's total.
   */
  instantAfter(workingMs: number): number {
    const index = lastIndexWhere(this.msBefore, (msBefore) => msBefore < workingMs);
    return this.opens[index]! + workingMs - this.msBefore[index]!;
  }
}

/** Of ascending numbers, the last that the condition holds for, as it does for all before it; -1 where for none. */
function lastIndexWhere(ascending: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(ascending[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A half-open stretch of time, epoch milliseconds, in which the calendar is open and its clock shows the one date. */
interface OpenStretch {
  readonly day: EpochDay;
  readonly from: number;
  readonly to: number;
}

/** What is open on a date by the wall clock; nothing on a public holiday. */
export type OpenOnDay = (day: EpochDay) => readonly WallInterval[];

/**
 * The invariant of the whole calendar: an instant is open exactly if the wall clock of the zone shows, at that
 * instant, a time within what is open on the date it shows. Domain section 9.
 *
 * Within a stretch of one offset the wall clock runs evenly, so each interval of a date has one place there, cut off
 * where the clock is changed. An hour that is skipped has no place; one that is repeated has two. In order of time.
 */
export function openStretches(
  offsets: readonly OffsetStretch[],
  openOnDay: OpenOnDay,
): readonly OpenStretch[] {
  return offsets.flatMap((stretch) => openWithin(stretch, openOnDay));
}

function openWithin({ from, to, offset }: OffsetStretch, openOnDay: OpenOnDay): readonly OpenStretch[] {
  const open: OpenStretch[] = [];
  const lastDay = Math.floor((to - 1 + offset) / MS_A_DAY);
  for (let day = Math.floor((from + offset) / MS_A_DAY); day <= lastDay; day++) {
    const midnight = day * MS_A_DAY - offset;
    for (const interval of openOnDay(day)) {
      const opens = Math.max(from, midnight + interval.from * MS_A_MINUTE);
      const closes = Math.min(to, midnight + interval.to * MS_A_MINUTE);
      if (opens < closes) open.push({ day, from: opens, to: closes });
    }
  }
  return open;
}

/** A date on which the calendar opens at all, and the instant, epoch milliseconds, at which it closes for the day. */
export interface BusinessDay {
  readonly day: EpochDay;
  readonly closesAt: number;
}

/**
 * The business days among the dates of the open stretches, which are expected in order of time. No date begins before
 * the one that precedes it, even where the clock is put back over midnight: so the days are in order too.
 */
export function businessDaysOf(open: readonly OpenStretch[]): readonly BusinessDay[] {
  const closings = new Map<EpochDay, number>();
  for (const { day, to } of open) closings.set(day, to);
  return Array.from(closings, ([day, closesAt]) => ({ day, closesAt }));
}

/** A half-open stretch of time in which the offset of a zone from UTC stays the same. Epoch milliseconds. */
interface OffsetStretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** No zone has changed its offset twice within five days since 1970, so no change hides between two looks. */
const MS_BETWEEN_LOOKS = 4 * MS_A_DAY;

interface YearOfZone {
  readonly timeZone: string;
  readonly year: number;
}

const yearsOfZones = new LRUCache<string, readonly OffsetStretch[], YearOfZone>({
  max: 1024,
  memoMethod: (_key, _stale, { context: { timeZone, year } }) => {
    const zone = IANAZone.create(timeZone);
    const offsetAt = (instant: number) => Math.round(zone.offset(instant) * MS_A_MINUTE);
    return stretchesBetween(Date.UTC(year, 0), Date.UTC(year + 1, 0), offsetAt);
  },
});

/** The stretches that make up one UTC year, in order. The zone is an IANA name. */
export function offsetsOfYear(timeZone: string, year: number): readonly OffsetStretch[] {
  return yearsOfZones.memo(`${timeZone} ${year}`, { context: { timeZone, year } });
}

/** The date that a clock in the zone shows at the instant. */
export function localDayAt(timeZone: string, instant: Date): EpochDay {
  const time = instant.getTime();
  const stretches = offsetsOfYear(timeZone, instant.getUTCFullYear());
  const { offset } = stretches.find((stretch) => time < stretch.to)!;
  return Math.floor((time + offset) / MS_A_DAY);
}

type OffsetAt = (instant: number) => number;

function stretchesBetween(start: number, end: number, offsetAt: OffsetAt): readonly OffsetStretch[] {
  const stretches: OffsetStretch[] = [];
  let from = start;
  while (from < end) {
    const offset = offsetAt(from);
    const to = endOfStretch(from, end, offset, offsetAt);
    stretches.push({ from, to, offset });
    from = to;
  }
  return stretches;
}

function endOfStretch(from: number, end: number, offset: number, offsetAt: OffsetAt): number {
  let before = from;
  while (before < end) {
    const next = Math.min(before + MS_BETWEEN_LOOKS, end);
    if (offsetAt(next) !== offset) return firstInstantOfChange(before, next, offset, offsetAt);
    before = next;
  }
  return end;
}

function firstInstantOfChange(before: number, after: number, offset: number, offsetAt: OffsetAt): number {
  if (after - before === 1) return after;
  const middle = Math.floor((before + after) / 2);
  return offsetAt(middle) === offset
    ? firstInstantOfChange(middle, after, offset, offsetAt)
    : firstInstantOfChange(before, middle, offset, offsetAt);
}

/** A calendar date as the number of days since 1970-01-01: quick to compare and to count with. */
export type EpochDay = number;

/** The calendar year of a date. */
export function yearOfDay(day: EpochDay): number {
  return new Date(day * MS_A_DAY).getUTCFullYear();
}

/** The date as `YYYY-MM-DD`. */
export function dateOfDay(day: EpochDay): LocalDate {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10) as LocalDate;
}

/** ISO weekday, 1 is Monday. */
export function isoWeekday(day: EpochDay): number {
  const daysSinceAMonday = day + 3;
  return (((daysSinceAMonday % 7) + 7) % 7) + 1;
}

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
  if (year > LAST_YEAR) throw new RangeError(`the result lies after the year ${LAST_YEAR}`);
}
