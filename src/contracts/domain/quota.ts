import { isStricter, Plan } from '../../catalog/domain/plan';
import { counted, Noun, usedOf } from '../../shared/domain/counted';
import { failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt, startOfDate } from '../../shared/domain/local-date';
import { limitReached, UserErrorCode } from '../../shared/domain/refusal';
import { ContractState, ContractStatus, grantsNothing, statusAt } from './contract-state';
import { ContractYear } from './contract-dates';

/** A limit, and how much of it is used. A limit of null is none. */
export interface Quota {
  readonly limit: number | null;
  readonly used: number;
  /** When the count starts anew; null where it never does. */
  readonly resetsAt: Date | null;
  /** How much is left, where limit and use do not tell it. */
  readonly left?: number;
}

/** How much is left; null where there is no limit. Never below 0: after a change of plan more may be used than granted. */
export function remainingOf(quota: Quota): number | null {
  if (quota.left !== undefined) return quota.left;
  return quota.limit === null ? null : Math.max(0, quota.limit - quota.used);
}

/** The same quota, with nothing left of it where the contract grants nothing at the instant. Domain sections 7 and 8. */
export function quotaAt<Q extends Quota>(quota: Q, state: ContractState, at: Date): Q {
  return quotaUnder(quota, statusAt(state, at));
}

/** The same of a contract whose status is known. */
export function quotaUnder<Q extends Quota>(quota: Q, status: ContractStatus): Q {
  return grantsNothing(status) ? { ...quota, left: 0 } : quota;
}

/** Used ≥ limit: the next one is refused. */
export function isExhausted(quota: Quota): quota is Quota & { readonly limit: number } {
  return quota.limit !== null && quota.used >= quota.limit;
}

/**
 * The instant whose plan sets the yearly number for something that counts at `countsAt`: the latest one of that
 * contract year that is known to have come, and never before `countsAt` itself. After a change of plan in the middle of
 * a year the whole year's number is the new plan's. Domain section 7.
 */
export function quotaInstant(countsAt: Date, now: Date, year: ContractYear | null, timeZone: string): Date {
  if (year === null || now <= countsAt) return countsAt;
  const lastOfYear = new Date(startOfDate(year.to, timeZone).getTime() - 1);
  return now < lastOfYear ? now : lastOfYear;
}

/** When the yearly quotas start anew: the next contract year, unless the contract ends before it begins. */
export function yearlyReset(state: ContractState, year: ContractYear | null): Date | null {
  if (year === null) return null;
  if (state.noticeEndsOn !== null && state.noticeEndsOn <= year.to) return null;
  return startOfDate(year.to, state.timeZone);
}

/** The plan of a contract at an instant, and the one that a scheduled change brings; what is in use stays beyond it. */
export interface PlanFacts {
  readonly state: ContractState;
  readonly plan: Plan;
  readonly nextPlan: Plan | null;
}

/** A quota, and which of the plans sets its limit. */
export interface QuotaInUse extends Quota {
  readonly setBy: Plan;
}

/** The quota of something that is in use until it is given back, so that the coming plan has to have room for it too. */
export function quotaInUse(
  { plan, nextPlan }: PlanFacts,
  used: number,
  limitOf: (plan: Plan) => number | null,
): QuotaInUse {
  const setBy = nextPlan !== null && isStricter(limitOf(nextPlan), limitOf(plan)) ? nextPlan : plan;
  return { used, limit: limitOf(setBy), setBy, resetsAt: null };
}

/** Passes where used < limit. `wayOut` says what of that which is in use could be given up, where anything is. */
export function decideRoom(
  rule: UserErrorCode,
  facts: PlanFacts,
  quota: QuotaInUse,
  noun: Noun,
  wayOut: string,
): RuleOutcome {
  if (!isExhausted(quota)) return passed(rule, `${usedOf(quota, noun)}.`);
  const full = explainFull(facts, quota, noun);
  const message = quota.limit === 0 ? full : `${full} ${wayOut}`;
  return failed(limitReached(rule, message, quota));
}

function explainFull({ state, plan, nextPlan }: PlanFacts, quota: QuotaInUse, noun: Noun): string {
  const { limit, setBy } = quota;
  const use = usedOf(quota, noun, ` of contract ${state.number}`);
  const hasNone = `has no room for ${noun.many}`;
  if (setBy === plan || nextPlan === null || state.nextPlanFrom === null)
    return limit === 0 ? `${setBy.name} ${hasNone}.` : `${use}.`;
  const on = dateAt(state.nextPlanFrom, state.timeZone);
  const next = `${setBy.name}, to which the plan changes on ${on},`;
  return limit === 0 ? `${next} ${hasNone}.` : `${use}: ${next} has room for ${counted(limit!, noun)}.`;
}
