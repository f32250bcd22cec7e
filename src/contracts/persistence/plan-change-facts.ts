import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { Refusal, ruleBroken } from '../../shared/domain/refusal';
import { Sql } from '../../platform/sql';
import { ContractState } from '../domain/contract-state';
import { PlanChangeFacts } from '../domain/plan-change-facts';
import { heldByContract } from './held-by-contract';

/** What is known about a change of a contract to a plan. Inside a transaction, `sql` is the transaction's. */
export async function readPlanChangeFacts(
  { catalog }: RequestContext,
  sql: Sql,
  state: ContractState,
  plan: Plan,
): Promise<PlanChangeFacts> {
  return {
    state,
    plan,
    planInForce: await catalog.plan(state.planId, sql),
    scheduledPlan: state.nextPlanId === null ? null : await catalog.plan(state.nextPlanId, sql),
    soldPlans: await catalog.currentPlans(state.providerId),
    held: await heldByContract(sql, state.id),
  };
}

export function unknownPlan(): Refusal {
  return ruleBroken('NOT_FOUND', 'There is no such plan.', ['input', 'planId']);
}
