import { isOpen, nextOpening } from '../../calendar/working-time';
import { Plan, Region } from './plan';
import { allLinesCalendar, serviceCalendar } from './response-due';

export const OPEN_LINES = ['NONE', 'FIRST_LINE', 'ALL_LINES'] as const;
/** Which lines of support are there. Domain section 3, Lines and hours. */
export type OpenLines = (typeof OPEN_LINES)[number];

/** Which lines the plan has open at the instant, on the clock of the region; NONE too where it has no windows. */
export function openLinesAt(plan: Plan, region: Region, at: Date): OpenLines {
  const all = allLinesCalendar(plan, region);
  if (all !== null && isOpen(all, at)) return 'ALL_LINES';
  const first = serviceCalendar(plan, region);
  return first !== null && isOpen(first, at) ? 'FIRST_LINE' : 'NONE';
}

/**
 * The first instant from the given one on at which all lines are open: itself where they are; null where the plan has
 * no windows.
 */
export function allLinesOpenAt(plan: Plan, region: Region, at: Date): Date | null {
  const all = allLinesCalendar(plan, region);
  return all && nextOpening(all, at);
}

/**
 * When a request can be escalated, where it cannot be at the instant; null where it can. It always can where the
 * catalog gives the lines no hours of their own. Domain section 5, line closed.
 */
export function escalationOpensAt(plan: Plan, region: Region, at: Date): Date | null {
  if (plan.entitlements.allLinesWindows === undefined) return null;
  return openLinesAt(plan, region, at) === 'ALL_LINES' ? null : allLinesOpenAt(plan, region, at);
}
