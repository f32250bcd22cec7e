import { WeeklyWindow } from '../../calendar/weekly-window';
import {
  addWorkingTime,
  closingOfBusinessDay,
  isOpen,
  nextOpening,
  WorkCalendar,
  workCalendar,
  workingSecondsBetween,
} from '../../calendar/work-calendar';
import { allLinesWindows, Impact, Plan, Region, responseTarget } from './plan';

/** The clock on which the plan's response time runs for customers of a region; null where the plan has no windows. */
export function serviceCalendar(plan: Plan, region: Region): WorkCalendar | null {
  return calendarOf(plan, region, plan.entitlements.serviceWindows, serviceCalendars);
}

/** The clock on which all lines of support are there; null where the plan has no windows. */
function allLinesCalendar(plan: Plan, region: Region): WorkCalendar | null {
  return calendarOf(plan, region, allLinesWindows(plan), allLinesCalendars);
}

/** The clock on which the response time of a request that starts at a line runs; null where the plan has no windows. */
export function responseCalendar(plan: Plan, region: Region, startsAtLine: number): WorkCalendar | null {
  return startsAtLine > 1 ? allLinesCalendar(plan, region) : serviceCalendar(plan, region);
}

type CalendarsOfPlans = WeakMap<Plan, Partial<Record<Region, WorkCalendar>>>;

// A plan never changes, so its calendars are found by it, without comparing windows and holidays each time.
const serviceCalendars: CalendarsOfPlans = new WeakMap();
const allLinesCalendars: CalendarsOfPlans = new WeakMap();

function calendarOf(
  plan: Plan,
  region: Region,
  windows: readonly WeeklyWindow[],
  calendars: CalendarsOfPlans,
): WorkCalendar | null {
  if (windows.length === 0) return null;
  const known = calendars.get(plan) ?? {};
  calendars.set(plan, known);
  return (known[region] ??= workCalendar({ ...plan.calendars[region], windows }));
}

/**
 * The instant by which the provider has to respond first, on the clock of the customer's region; null where the plan
 * promises nothing. A due time on the closing of a window stays there. A request that starts at second line has its time
 * run while that line is there. Domain sections 2, 3 and 9.
 */
export function responseDueAt(
  plan: Plan,
  region: Region,
  impact: Impact,
  receivedAt: Date,
  startsAtLine = 1,
): Date | null {
  const target = responseTarget(plan, impact);
  const calendar = responseCalendar(plan, region, startsAtLine);
  if (target === null || calendar === null) return null;
  if (target.businessDays !== null) return closingOfBusinessDay(calendar, receivedAt, target.businessDays);
  return addWorkingTime(calendar, receivedAt, target.workingMinutes! * 60);
}

/**
 * The instant from which a quarter of the working time between receipt and due time is left, on the same clock, to the
 * second; null where nothing is promised. Domain section 12.
 */
export function responseDueSoonAt(
  plan: Plan,
  region: Region,
  receivedAt: Date,
  dueAt: Date | null,
  startsAtLine = 1,
): Date | null {
  const calendar = startsAtLine > 1 ? allLinesCalendar(plan, region) : serviceCalendar(plan, region);
  if (dueAt === null || calendar === null) return null;
  const seconds = workingSecondsBetween(calendar, receivedAt, dueAt);
  return addWorkingTime(calendar, receivedAt, Math.floor((seconds * 3) / 4));
}

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
