import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { decideOrderAdditional } from '../../consulting/domain/order-additional';
import {
  ownContract,
  EntitlementDecision,
  entitlementDecision,
  unknownContract,
} from './entitlement-decision';

/**
 * May so many additional blocks be ordered now? By the rules of the mutation; price and currency are not checked. It draws
 * on no limit. Domain section 8.
 */
export async function canOrderAdditionalConsulting(
  context: RequestContext,
  contractId: string,
  blocks: number,
): Promise<EntitlementDecision> {
  const now = context.clock.now();
  const state = await ownContract(context, contractId, null, now);
  if (state === null) return unknownContract(context, now);
  const facts = { state, plan: await context.catalog.plan(state.planId) };
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const request = { blocks, listPricePerHour: null, currency: null };
  const advised = decideWithAdvice(facts, alternatives, (each) => decideOrderAdditional(each, request, now));
  return entitlementDecision(context, advised, now, null);
}
