import { WorkCalendar, workCalendar } from '../../calendar/work-calendar';
import { Plan, Region } from './plan';

/** The clock on which the plan's response time runs for customers of a region; null where the plan has no windows. */
export function serviceCalendar(plan: Plan, region: Region): WorkCalendar | null {
  const { serviceWindows } = plan.entitlements;
  if (serviceWindows.length === 0) return null;
  const { timeZone, holidays } = plan.calendars[region];
  return workCalendar({ timeZone, holidays, windows: serviceWindows });
}
