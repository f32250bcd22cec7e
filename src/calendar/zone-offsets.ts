import { IANAZone } from 'luxon';
import { LRUCache } from 'lru-cache';
import { EpochDay, MS_A_DAY, MS_A_MINUTE } from './epoch-day';

/** A half-open stretch of time in which the offset of a zone from UTC stays the same. Epoch milliseconds. */
export interface OffsetStretch {
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
