import { EpochDay, MS_A_DAY, MS_A_MINUTE } from './epoch-day';
import { WallInterval } from './weekly-window';
import { OffsetStretch } from './zone-offsets';

/** A half-open stretch of time, epoch milliseconds, in which the calendar is open and its clock shows the one date. */
export interface OpenStretch {
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
