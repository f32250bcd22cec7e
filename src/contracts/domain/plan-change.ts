import { Plan } from '../../catalog/domain/plan';
import { counted, Noun, usedOf } from '../../shared/domain/counted';
import { Decision, failed, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { invalidInput, limitReached } from '../../shared/domain/refusal';
import { contractYearOn } from './contract-dates';
import { PlanChangeFacts, PlanChangeRequest, isOfSameProvider, planTitle } from './plan-change-facts';
import { ContractState, decideNotEnded, statusAt } from './contract-state';
import { IncludedBlock } from './plan-change-facts';
import { INCLUDED_BLOCK, NAMED_CONTACT, SATELLITE } from './quota';
import { decideBeforeEnd, decideDate, effectiveDate } from './plan-change-date';

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

const RULE = 'DOWNGRADE_DOES_NOT_FIT';
const BLOCK: Noun = { one: 'consulting block', many: 'consulting blocks' };

/**
 * Does what the contract holds fit the plan from the date on? One outcome each for contacts, satellites and the included
 * blocks of every contract year that the plan would rule: held ≤ the plan's number. Domain section 7.
 */
export function decideFits(facts: PlanChangeFacts, effectiveOn: LocalDate | null): readonly RuleOutcome[] {
  const { plan, held } = facts;
  if (!isOfSameProvider(facts)) return [notJudged(RULE, 'It is another provider’s plan.')];
  return [
    decideFit(plan, NAMED_CONTACT, held.contactNames, plan.entitlements.maxNamedContacts),
    decideFit(plan, SATELLITE, held.satelliteNames, plan.entitlements.maxSatellites),
    decideBlocksFit(facts, effectiveOn),
  ];
}

function decideFit(plan: Plan, noun: Noun, names: readonly string[], limit: number | null): RuleOutcome {
  const used = names.length;
  if (limit === null || used <= limit) return passed(RULE, `${usedOf({ used, limit }, noun)}.`);
  const held = `${used} ${used === 1 ? 'is' : 'are'} held: ${names.join(', ')}`;
  return doesNotFit(`${plan.name} has room for ${counted(limit, noun)}; ${held}.`, { limit, used });
}

/**
 * Do the included blocks of every contract year that the plan would rule fit it? Blocks that were delivered count, but
 * where none is booked there is nothing left to cancel, and they fit.
 */
function decideBlocksFit({ state, plan, held }: PlanChangeFacts, effectiveOn: LocalDate | null): RuleOutcome {
  if (effectiveOn === null) return notJudged(RULE, 'There is no date from which it would count.');
  const limit = plan.entitlements.includedConsultingBlocks;
  const firstYear = contractYearOn(state.activatesOn, effectiveOn)?.number ?? 1;
  const ruled = held.includedBlocks.filter((block) => block.contractYear >= firstYear);
  const tooMany = byYear(ruled).filter(
    (year) => year.length > limit && year.some(({ isBooked }) => isBooked),
  );
  if (tooMany.length === 0)
    return passed(RULE, `No contract year has more than ${counted(limit, INCLUDED_BLOCK)} booked.`);
  const years = tooMany.map((year) => `in contract year ${year[0]!.contractYear}: ${listed(year, state)}`);
  const message = `${plan.name} includes ${counted(limit, BLOCK)} a contract year; booked ${years.join('; ')}.`;
  return doesNotFit(message, { limit, used: Math.max(...tooMany.map((year) => year.length)) });
}

function byYear(blocks: readonly IncludedBlock[]): readonly (readonly IncludedBlock[])[] {
  const years = new Set(blocks.map((block) => block.contractYear));
  return [...years].map((year) => blocks.filter((block) => block.contractYear === year));
}

function listed(blocks: readonly IncludedBlock[], { timeZone }: ContractState): string {
  return blocks
    .map(({ subject, startsAt, isBooked }) => {
      const delivered = isBooked ? '' : ', delivered';
      return `${subject} (${dateAt(startsAt, timeZone)}${delivered})`;
    })
    .join(', ');
}

function doesNotFit(message: string, { limit, used }: { limit: number; used: number }): RuleOutcome {
  const path = ['input', 'planId'];
  return failed(limitReached(RULE, message, { limit, used, resetsAt: null }, path));
}

const RULES = ['INVALID_STATE', 'DOWNGRADE_DOES_NOT_FIT'] as const;

/**
 * May the scheduled change be withdrawn? Until the instant from which it counts, and where the included blocks that
 * were booked on the strength of it fit the plan that goes on. `facts.plan` is that plan. Domain section 7.
 */
export function decideWithdrawPlanChange(facts: PlanChangeFacts, now: Date): Decision {
  const { state } = facts;
  if (statusAt(state, now) === 'ENDED')
    return [decideNotEnded(state, now), ...RULES.map((rule) => notJudged(rule, 'The contract has ended.'))];
  const on = state.nextPlanFrom === null ? null : dateAt(state.nextPlanFrom, state.timeZone);
  return [decideNotEnded(state, now), decideScheduled(state.number, on), decideBlocksFit(facts, on)];
}

function decideScheduled(contractNumber: string, on: LocalDate | null): RuleOutcome {
  if (on !== null) return passed('INVALID_STATE', `A change is scheduled for ${on}.`);
  return failedRule('INVALID_STATE', `No change of plan is scheduled for contract ${contractNumber}.`);
}
