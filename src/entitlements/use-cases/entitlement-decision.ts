import { RequestContext } from '../../catalog/request-context';
import { AdvisedDecision, decideWithAdvice } from '../../catalog/domain/advice';
import { Plan } from '../../catalog/domain/plan';
import { ContractState } from '../../contracts/domain/contract-state';
import { PlanFacts, Quota, quotaAt } from '../../contracts/domain/quota';
import { contractsAt, contractsById, planFacts } from '../../contracts/persistence/contracts';
import { Decision, isAllowed, refusalsOf } from '../../shared/domain/decision';
import { asKnownNow } from '../../shared/domain/moment';
import { notFound } from '../../shared/domain/not-found';
import { Refusal } from '../../shared/domain/refusal';

/** The decision on "may they?". Domain section 8. */
export interface EntitlementDecision {
  readonly allowed: boolean;
  readonly at: Date;
  readonly userErrors: readonly Refusal[];
  readonly rules: Decision;
  readonly quota: Quota | null;
  readonly allowedByPlans: readonly Plan[];
}

/**
 * Asks the rule of a mutation about something that a contract holds: nothing is locked and nothing is written. About an
 * instant that is past, as the mutation would be decided now; about one to come, on what is known now of its state.
 * Before the order nothing can be accepted.
 */
export async function askAboutRoom(
  context: RequestContext,
  contractId: string,
  at: Date | null,
  decide: (facts: PlanFacts, at: Date) => Decision,
  quotaOf: (facts: PlanFacts) => Quota,
): Promise<EntitlementDecision> {
  const now = context.clock.now();
  const asked = at ?? now;
  const known = await ownContract(context, contractId, at, now);
  if (known === null) return unknownContract(context, asked);
  const state = withOrder(known, asked);
  const instant = asked > now ? asked : now;
  const facts = await planFacts(context, state);
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const advised = decideWithAdvice(facts, alternatives, (each) => decide(each, instant));
  return entitlementDecision(context, advised, asked, quotaAt(quotaOf(facts), state, instant));
}

/**
 * A contract that the caller sees, null where it sees none: at an instant to come as it will be as far as it is known;
 * otherwise (null, or a past one) as it is now, since the mutation would be decided on that.
 */
export function seenContract(
  context: Pick<RequestContext, 'load'>,
  id: string,
  at: Date | null,
  now: Date,
): Promise<ContractState | null> {
  const isToCome = at !== null && at > now;
  return isToCome
    ? context.load(contractsAt, { id, moment: asKnownNow(at, now) })
    : context.load(contractsById, id);
}

/** The same for a contract that the caller may change. */
export function ownContract(
  context: RequestContext,
  id: string,
  at: Date | null,
  now: Date,
): Promise<ContractState | null> {
  return seenContract({ load: (batch, key) => context.loadOwn(batch, key) }, id, at, now);
}

/** The state, for an instant before the order as of a contract that is not ordered. */
export function withOrder(state: ContractState, at: Date): ContractState {
  const { isOrdered, orderReceivedAt, recordedAt } = state;
  // The clock of the one who received the order may be ahead of the server’s.
  return { ...state, isOrdered: isOrdered && (orderReceivedAt <= at || recordedAt <= at) };
}

export async function entitlementDecision(
  { catalog }: RequestContext,
  { decision, allowedByPlanIds }: AdvisedDecision,
  at: Date,
  quota: Quota | null,
): Promise<EntitlementDecision> {
  return {
    allowed: isAllowed(decision),
    at,
    userErrors: refusalsOf(decision),
    rules: decision,
    quota,
    allowedByPlans: await catalog.plansOf(allowedByPlanIds),
  };
}

/** As the mutation refuses a contract that does not exist, or that is somebody else's. */
export function unknownContract(
  { scope }: RequestContext,
  at: Date,
  path: readonly string[] = ['contractId'],
): EntitlementDecision {
  const userErrors = [notFound(scope, 'contract', path)];
  return { allowed: false, at, userErrors, rules: [], quota: null, allowedByPlans: [] };
}
