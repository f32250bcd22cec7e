import { wallIntervalsOf } from '../../calendar/weekly-window';
import { HolidayRegion } from '../../calendar/public-holidays';
import { Plan, REGIONS, RegionCalendar } from '../../catalog/domain/plan';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** Whether the other plan is open whenever this one is, for customers of every region. */
export function coversWindows(from: Plan, to: Plan): boolean {
  if (from.entitlements.serviceWindows.length === 0) return true;
  return (
    REGIONS.every((region) => coversDays(from.calendars[region], to.calendars[region])) &&
    WEEKDAYS.every((weekday) => coversWeekday(from, to, weekday))
  );
}

/** Windows on the clocks of different zones are not compared: one of the two is open when the other is not. */
function coversDays(from: RegionCalendar, to: RegionCalendar): boolean {
  return from.timeZone === to.timeZone && (to.holidays === null || isSame(from.holidays, to.holidays));
}

function isSame(one: HolidayRegion | null, other: HolidayRegion): boolean {
  return one !== null && one.country === other.country && one.state === other.state;
}

function coversWeekday(from: Plan, to: Plan, weekday: number): boolean {
  const coming = wallIntervalsOf(to.entitlements.serviceWindows, weekday);
  return wallIntervalsOf(from.entitlements.serviceWindows, weekday).every((old) =>
    coming.some((each) => each.from <= old.from && old.to <= each.to),
  );
}

/** Minutes that the plan is open on each weekday on which it opens at all, as the wall clock shows them. */
export function minutesOfOpenDays(plan: Plan): readonly number[] {
  return WEEKDAYS.map((weekday) => wallIntervalsOf(plan.entitlements.serviceWindows, weekday))
    .filter((intervals) => intervals.length > 0)
    .map((intervals) => intervals.reduce((sum, { from, to }) => sum + to - from, 0));
}
