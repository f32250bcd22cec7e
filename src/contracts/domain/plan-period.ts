import { Plan } from '../../catalog/domain/plan';
import { contains, Period } from '../../shared/domain/period';

/** From when to when a contract has a plan. The periods of a contract neither overlap nor leave a gap. */
export interface PlanPeriod extends Period {
  readonly plan: Plan;
}

/** The plan in force at an instant; before the first period, the one that was ordered. */
export function planAt(periods: readonly PlanPeriod[], instant: Date): Plan {
  const period = periods.find((each) => contains(each, instant)) ?? periods[0];
  if (period === undefined) throw new RangeError('a contract always has a plan');
  return period.plan;
}
