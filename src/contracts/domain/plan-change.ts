import { Decision, failed, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt } from '../../shared/domain/local-date';
import { invalidInput } from '../../shared/domain/refusal';
import { decideNotEnded } from './active-rule';
import { statusAt } from './contract-state';
import { decideBeforeEnd, decideDate, effectiveDate } from './plan-change-date';
import { isOfSameProvider, PlanChangeFacts, PlanChangeRequest, planTitle } from './plan-change-facts';
import { decideFits } from './plan-change-fit';

const PATH = ['input', 'planId'];

/**
 * May the plan be changed so? An upgrade on any date from today, a downgrade at the next renewal date and only where
 * all that the contract holds fits the smaller plan; before its end, one change at a time. Domain section 7.
 */
export function decidePlanChange(facts: PlanChangeFacts, request: PlanChangeRequest, now: Date): Decision {
  const effectiveOn = effectiveDate(facts, request, now);
  return [
    decideNotEnded(facts.state, now),
    decideBeforeEnd(facts, effectiveOn, now),
    decideProvider(facts),
    decideSold(facts),
    decideOther(facts),
    decideNoneScheduled(facts, now),
    decideDate(facts, effectiveOn, now),
    ...decideFits(facts, effectiveOn),
  ];
}

function decideProvider(facts: PlanChangeFacts): RuleOutcome {
  if (isOfSameProvider(facts)) return passed('INVALID_INPUT', 'It is a plan of the contract’s provider.');
  const message = `${facts.plan.name} is not a plan of the provider of contract ${facts.state.number}.`;
  return failed(invalidInput(message, PATH));
}

function decideSold(facts: PlanChangeFacts): RuleOutcome {
  const rule = 'INVALID_STATE';
  if (!isOfSameProvider(facts)) return notJudged(rule, 'It is another provider’s plan.');
  const title = planTitle(facts.plan);
  if (facts.soldPlans.some((sold) => sold.id === facts.plan.id))
    return passed(rule, `${title} is sold today.`);
  return failedRule(rule, `${title} is no longer sold; change to its newest version.`, PATH);
}

function decideOther({ state, plan, planInForce }: PlanChangeFacts): RuleOutcome {
  const rule = 'INVALID_STATE';
  if (plan.id !== planInForce.id) return passed(rule, `${planTitle(planInForce)} is in force.`);
  return failedRule(rule, `Contract ${state.number} is on ${planTitle(plan)} already.`, PATH);
}

function decideNoneScheduled({ state, scheduledPlan }: PlanChangeFacts, now: Date): RuleOutcome {
  const rule = 'INVALID_STATE';
  if (statusAt(state, now) === 'ENDED') return notJudged(rule, 'The contract has ended.');
  if (scheduledPlan === null || state.nextPlanFrom === null) return passed(rule, 'No change is scheduled.');
  const on = dateAt(state.nextPlanFrom, state.timeZone);
  return failedRule(
    rule,
    `A change to ${planTitle(scheduledPlan)} is scheduled for ${on}; withdraw it first.`,
  );
}
