import { EpochDay } from './epoch-day';
import { OpenStretch } from './open-stretches';

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
