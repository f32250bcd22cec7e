import { responseTarget } from '../../catalog/domain/response-due';
import { Impact, Plan, ResponseTarget } from '../../catalog/domain/plan';
import { minutesOfOpenDays } from './window-comparison';

/** A day on which the clocks change may be open for an hour more or less than the wall clock shows. */
const CHANGE_OF_CLOCKS_MINUTES = 60;

/**
 * Whether the other plan's target for the impact is no worse. No target is the worst. Amounts of the same kind are
 * compared as they are; of different kinds, so that no request could be due later, where the windows are no smaller.
 */
export function respondsNoLater(from: Plan, to: Plan, impact: Impact): boolean {
  const old = promiseOf(from, impact);
  const coming = promiseOf(to, impact);
  if (old === null) return true;
  if (coming === null) return false;
  if (old.workingMinutes !== null && coming.workingMinutes !== null)
    return coming.workingMinutes <= old.workingMinutes;
  if (old.businessDays !== null && coming.businessDays !== null)
    return coming.businessDays <= old.businessDays;
  return old.businessDays !== null
    ? coming.workingMinutes! <= leastMinutes(from, old.businessDays)
    : mostMinutes(from, coming.businessDays!) <= old.workingMinutes!;
}

/** Without windows response time never runs, and nothing is promised. */
function promiseOf(plan: Plan, impact: Impact): ResponseTarget | null {
  return plan.entitlements.serviceWindows.length === 0 ? null : responseTarget(plan, impact);
}

/** Received just before closing, a request is due after n whole business days and no sooner. */
function leastMinutes(plan: Plan, businessDays: number): number {
  return businessDays * Math.min(...minutesOfOpenDays(plan)) - CHANGE_OF_CLOCKS_MINUTES;
}

/** Received at opening, it is due after the day of receipt and n more. */
function mostMinutes(plan: Plan, businessDays: number): number {
  return (businessDays + 1) * Math.max(...minutesOfOpenDays(plan)) + CHANGE_OF_CLOCKS_MINUTES;
}
