import { RequestContext } from '../../catalog/request-context';
import { Sql } from '../../platform/sql';
import { comingPlanId, ContractState } from '../domain/contract-state';
import { PlanFacts } from '../domain/room-rule';

/** The plans that a contract's state names, from the process's catalog. Inside a transaction, `sql` is the transaction's. */
export async function planFacts(
  { catalog }: RequestContext,
  state: ContractState,
  sql?: Sql,
): Promise<PlanFacts> {
  const plan = await catalog.plan(state.planId, sql);
  const nextPlanId = comingPlanId(state);
  const nextPlan = nextPlanId === null ? null : await catalog.plan(nextPlanId, sql);
  return { state, plan, nextPlan };
}
