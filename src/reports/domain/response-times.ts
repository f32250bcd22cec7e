import { workingSecondsBetween } from '../../calendar/work-calendar';
import { Plan, Region } from '../../catalog/domain/plan';
import { responseCalendar } from '../../catalog/domain/service-hours';

/** Incidents with a first response whose time ran on one clock; instants are seconds since 1970. */
export interface Answered {
  readonly plan: Plan;
  readonly region: Region;
  readonly startedAtLine: number;
  readonly receivedAt: readonly number[];
  readonly respondedAt: readonly number[];
}

/** How many seconds of working time passed until each first response; none where the plan has no clock. */
export function responseSeconds(answered: Answered): readonly number[] {
  const { plan, region, startedAtLine, receivedAt, respondedAt } = answered;
  const calendar = responseCalendar(plan, region, startedAtLine);
  if (calendar === null) return [];
  return receivedAt.map((from, nth) =>
    workingSecondsBetween(calendar, instant(from), instant(respondedAt[nth]!)),
  );
}

/**
 * The smallest of the times within which at least that share of all lies (nearest rank): a time that was really taken. In
 * whole minutes, a begun one counts; null for none. Expects 0 < percent ≤ 100.
 */
export function percentileMinutes(seconds: readonly number[], percent: number): number | null {
  if (seconds.length === 0) return null;
  const sorted = Float64Array.from(seconds).sort();
  const rank = Math.ceil((percent * sorted.length) / 100);
  return Math.ceil(sorted[rank - 1]! / 60);
}

function instant(seconds: number): Date {
  return new Date(Math.round(seconds * 1_000));
}
