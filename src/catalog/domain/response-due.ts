import { WorkCalendar, workCalendar } from '../../calendar/work-calendar';
import { Impact, Plan, Region, ResponseTarget } from './plan';
import { addWorkingTime } from '../../calendar/working-time';
import { closingOfBusinessDay } from '../../calendar/business-days';

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

/** The plan's promise for an impact; null where it makes none. */
export function responseTarget(plan: Plan, impact: Impact): ResponseTarget | null {
  const { responseTargets } = plan.entitlements;
  return responseTargets.find((target) => target.impact === null || target.impact === impact) ?? null;
}

/**
 * The instant by which the provider has to respond first, on the clock of the customer's region; null where the plan
 * promises nothing. A due time on the closing of a window stays there. Domain sections 2, 3 and 9.
 */
export function responseDueAt(plan: Plan, region: Region, impact: Impact, receivedAt: Date): Date | null {
  const target = responseTarget(plan, impact);
  const calendar = serviceCalendar(plan, region);
  if (target === null || calendar === null) return null;
  if (target.businessDays !== null) return closingOfBusinessDay(calendar, receivedAt, target.businessDays);
  return addWorkingTime(calendar, receivedAt, target.workingMinutes! * 60);
}
