import { Decision, isAllowed, RuleOutcome } from '../../shared/domain/decision';
import { Refusal } from '../../shared/domain/refusal';
import { Plan } from './plan';

/** A decision, and which plans of the provider would have helped. */
export interface AdvisedDecision {
  readonly decision: Decision;
  /** Plans under which every rule would pass. */
  readonly allowedByPlanIds: readonly string[];
}

interface DecisionUnder {
  readonly planId: string;
  readonly decision: Decision;
}

/**
 * Decides, and asks the same rules again under each plan the provider sells today. A plan is named beside a refusal
 * where that one rule would pass under it, and beside the decision where none would fail. Domain section 8.
 *
 * The other plans are asked only where somebody looks: an accepted write, the common case, needs none of them.
 */
export function decideWithAdvice<Facts extends { readonly plan: Plan }>(
  facts: Facts,
  alternatives: readonly Plan[],
  decide: (facts: Facts) => Decision,
  under: (facts: Facts, plan: Plan) => Facts = (given, plan) => ({ ...given, plan }),
): AdvisedDecision {
  let others: readonly DecisionUnder[] | null = null;
  const underOthers = () =>
    (others ??= alternatives.map((plan) => ({ planId: plan.id, decision: decide(under(facts, plan)) })));
  const decision = decide(facts);
  return {
    decision: isAllowed(decision) ? decision : withAdvice(decision, underOthers()),
    get allowedByPlanIds() {
      return underOthers().flatMap((other) => (isAllowed(other.decision) ? other.planId : []));
    },
  };
}

function withAdvice(decision: Decision, others: readonly DecisionUnder[]): Decision {
  return decision.map((outcome) => {
    const helping = others.filter((other) => passesUnder(other.decision, outcome));
    return withPlans(
      outcome,
      helping.map((other) => other.planId),
    );
  });
}

/** One that is not checked under a plan does not pass there: phone inside the window helps nobody who has no phone. */
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
