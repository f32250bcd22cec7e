import { CatalogContext } from '../../catalog/catalog-context';
import { ContractState } from '../domain/contract-state';
import { PlanFacts } from '../domain/room-rule';

/** The plans that a contract's state names, from the process's catalog. */
export async function planFacts(context: CatalogContext, state: ContractState): Promise<PlanFacts> {
  const plan = await context.catalog.plan(state.planId);
  const nextPlan = state.nextPlanId === null ? null : await context.catalog.plan(state.nextPlanId);
  return { state, plan, nextPlan };
}
