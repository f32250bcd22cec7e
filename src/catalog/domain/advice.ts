import { Decision, isAllowed, RuleOutcome } from '../../shared/domain/decision';
import { Refusal } from '../../shared/domain/refusal';
import { Plan } from './plan';

/** A decision, and which plans of the provider would have helped. */
export interface AdvisedDecision {
  readonly decision: Decision;
  /** Plans under which every rule would pass. */
  readonly allowedByPlanIds: readonly string[];
}

/**
 * Decides, and asks the same rules again under each plan the provider sells today. A plan is named beside a refusal
 * where that one rule would pass under it, and beside the decision where none would fail. Domain section 8.
 */
export function decideWithAdvice<Facts extends { readonly plan: Plan }>(
  facts: Facts,
  alternatives: readonly Plan[],
  decide: (facts: Facts) => Decision,
  under: (facts: Facts, plan: Plan) => Facts = (given, plan) => ({ ...given, plan }),
): AdvisedDecision {
  const others = alternatives.map((plan) => ({ id: plan.id, decision: decide(under(facts, plan)) }));
  const decision = decide(facts).map((outcome) => {
    const helping = others.filter((other) => passesUnder(other.decision, outcome)).map((other) => other.id);
    return withPlans(outcome, helping);
  });
  return {
    decision,
    allowedByPlanIds: others.filter((other) => isAllowed(other.decision)).map((other) => other.id),
  };
}

/** One that is not judged under a plan does not pass there: phone inside the window helps nobody who has no phone. */
function passesUnder(decision: Decision, outcome: RuleOutcome): boolean {
  return decision.every((other) => other.rule !== outcome.rule || other.outcome === 'PASSED');
}

function withPlans(outcome: RuleOutcome, allowedByPlanIds: readonly string[]): RuleOutcome {
  if (outcome.outcome !== 'FAILED') return outcome;
  return { ...outcome, refusals: outcome.refusals.map((refusal) => adviseOn(refusal, allowedByPlanIds)) };
}

function adviseOn(refusal: Refusal, allowedByPlanIds: readonly string[]): Refusal {
  return 'allowedByPlanIds' in refusal ? { ...refusal, allowedByPlanIds } : refusal;
}
