import { CatalogContext } from '../../catalog/catalog-context';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { Sql } from '../../shared/persistence/sql';
import { ContractState } from '../domain/contract-state';
import { PlanChangeFacts } from '../domain/plan-change-facts';
import { heldByContract } from './held-by-contract';

/** What is known about a change of a contract to a plan. Throws Refused (NOT_FOUND) for an unknown plan. */
export async function readPlanChangeFacts(
  context: CatalogContext,
  sql: Sql,
  state: ContractState,
  planId: string,
  path: readonly string[],
): Promise<PlanChangeFacts> {
  const { catalog } = context;
  const plan = await catalog.findPlan(planId, sql);
  if (plan === null) throw new Refused([ruleBroken('NOT_FOUND', 'There is no such plan.', path)]);
  return {
    state,
    plan,
    planInForce: await catalog.plan(state.planId, sql),
    scheduledPlan: state.nextPlanId === null ? null : await catalog.plan(state.nextPlanId, sql),
    soldPlans: await catalog.currentPlans(state.providerId),
    held: await heldByContract(sql, state.id),
  };
}
