import { WorkCalendar, workCalendar } from '../../calendar/work-calendar';
import { Plan, Region } from './plan';

/** The clock on which the plan's response time runs for customers of a region; null where the plan has no windows. */
export function serviceCalendar(plan: Plan, region: Region): WorkCalendar | null {
  const { serviceWindows } = plan.entitlements;
  if (serviceWindows.length === 0) return null;
  const known = calendarsOf.get(plan) ?? {};
  calendarsOf.set(plan, known);
  return (known[region] ??= workCalendar({ ...plan.calendars[region], windows: serviceWindows }));
}

// A plan never changes, so its calendars are found by it, without comparing windows and holidays each time.
const calendarsOf = new WeakMap<Plan, Partial<Record<Region, WorkCalendar>>>();
