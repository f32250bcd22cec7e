import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { decideBookBlocks } from '../../consulting/domain/book-block';
import { BookingRequest, consultingQuota, underPlan } from '../../consulting/domain/consulting-facts';
import { quotaAt } from '../../contracts/domain/quota';
import { readConsultingFacts } from '../../consulting/persistence/read-consulting-facts';
import {
  ownContract,
  EntitlementDecision,
  entitlementDecision,
  unknownContract,
  withOrder,
} from './entitlement-decision';

/**
 * May this appointment be booked? By the rules of the mutation, on what is known now: the contract year, the plan and
 * the end are those of the appointment. The quota is what it would draw on. Domain section 8.
 */
export async function canBookConsultingBlock(
  context: RequestContext,
  contractId: string,
  appointment: Pick<BookingRequest, 'startsAt' | 'blocks'>,
): Promise<EntitlementDecision> {
  const { startsAt } = appointment;
  const request = { ...appointment, consultant: null, by: context.caller.role };
  const now = context.clock.now();
  const state = await ownContract(context, contractId, null, now);
  if (state === null) return unknownContract(context, startsAt);
  const facts = await readConsultingFacts(context, context.database.sql, state, startsAt, now);
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const decide = (each: typeof facts) => decideBookBlocks(each, request, now);
  const advised = decideWithAdvice(facts, alternatives, decide, underPlan);
  const quota = quotaAt(consultingQuota(facts), withOrder(state, startsAt), startsAt);
  return entitlementDecision(context, advised, startsAt, quota);
}
