import { Plan } from '../../catalog/domain/plan';
import { failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { UserErrorCode } from '../../shared/domain/refusal';
import { dateAt } from '../../shared/domain/local-date';
import { ContractState } from './contract-state';
import { isExhausted, Quota, stricterLimit } from './quota';

/** The plan of a contract at an instant, and the one that a scheduled change brings; what is held stays beyond it. */
export interface PlanFacts {
  readonly state: ContractState;
  readonly plan: Plan;
  readonly nextPlan: Plan | null;
}

/** The quota of something that is held until it is given back, so that the coming plan has to have room for it too. */
export function heldQuota(facts: PlanFacts, used: number, limitOf: (plan: Plan) => number | null): Quota {
  const limit = limitOf(facts.plan);
  return {
    used,
    limit: facts.nextPlan ? stricterLimit(limit, limitOf(facts.nextPlan)) : limit,
    resetsAt: null,
  };
}

/** Passes where used < limit. `things` is what is counted, in the plural. */
export function decideRoom(rule: UserErrorCode, facts: PlanFacts, quota: Quota, things: string): RuleOutcome {
  if (!isExhausted(quota))
    return passed(rule, `${quota.used} of ${quota.limit ?? 'any number of'} ${things} are used.`);
  const { limit, used, resetsAt } = quota;
  const message = `${used} of ${limit} ${things} of contract ${facts.state.number} are used${comingPlan(facts)}.`;
  return failed({ kind: 'LIMIT_REACHED', code: rule, message, limit, used, resetsAt, allowedByPlanIds: [] });
}

function comingPlan({ state, nextPlan }: PlanFacts): string {
  if (nextPlan === null || state.nextPlanFrom === null) return '';
  return ` (the plan changes to ${nextPlan.name} on ${dateAt(state.nextPlanFrom, state.timeZone)})`;
}
