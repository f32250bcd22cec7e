import { Decision } from '../../shared/domain/decision';

/**
 * Why a plan refuses what was done under another one: the rules that fail under it and did not fail then. A rule that
 * fails under both does so for what became known later, such as a notice recorded late, and no plan changes that. Both
 * decisions come from the same rules, in the same order.
 */
export function refusedByPlan(then: Decision, underPlan: Decision): Decision {
  return underPlan.filter(
    (outcome, place) => outcome.outcome === 'FAILED' && then[place]?.outcome !== 'FAILED',
  );
}
