import { Plan } from '../../catalog/domain/plan';
import { failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { counted, Noun, usedOf } from '../../shared/domain/counted';
import { UserErrorCode } from '../../shared/domain/refusal';
import { dateAt } from '../../shared/domain/local-date';
import { ContractState } from './contract-state';
import { isExhausted, isStricter, Quota } from './quota';

/** The plan of a contract at an instant, and the one that a scheduled change brings; what is held stays beyond it. */
export interface PlanFacts {
  readonly state: ContractState;
  readonly plan: Plan;
  readonly nextPlan: Plan | null;
}

/** A quota, and which of the plans sets its limit. */
export interface HeldQuota extends Quota {
  readonly setBy: Plan;
}

/** The quota of something that is held until it is given back, so that the coming plan has to have room for it too. */
export function heldQuota(
  { plan, nextPlan }: PlanFacts,
  used: number,
  limitOf: (plan: Plan) => number | null,
): HeldQuota {
  const setBy = nextPlan !== null && isStricter(limitOf(nextPlan), limitOf(plan)) ? nextPlan : plan;
  return { used, limit: limitOf(setBy), setBy, resetsAt: null };
}

/** Passes where used < limit. */
export function decideRoom(rule: UserErrorCode, facts: PlanFacts, quota: HeldQuota, noun: Noun): RuleOutcome {
  if (!isExhausted(quota)) return passed(rule, `${usedOf(quota, noun)}.`);
  const { limit, used, resetsAt } = quota;
  const message = explainFull(facts, quota, noun);
  return failed({ kind: 'LIMIT_REACHED', code: rule, message, limit, used, resetsAt, allowedByPlanIds: [] });
}

function explainFull({ state, plan, nextPlan }: PlanFacts, quota: HeldQuota, noun: Noun): string {
  const { limit, setBy } = quota;
  const use = usedOf(quota, noun, ` of contract ${state.number}`);
  const hasNone = `has no room for ${noun.many}`;
  if (setBy === plan || nextPlan === null || state.nextPlanFrom === null)
    return limit === 0 ? `${setBy.name} ${hasNone}.` : `${use}.`;
  const on = dateAt(state.nextPlanFrom, state.timeZone);
  const next = `${setBy.name}, to which the plan changes on ${on},`;
  return limit === 0 ? `${next} ${hasNone}.` : `${use}: ${next} has room for ${counted(limit!, noun)}.`;
}
