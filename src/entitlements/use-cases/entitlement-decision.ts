import { RequestContext } from '../../catalog/request-context';
import { AdvisedDecision, decideWithAdvice } from '../../catalog/domain/advice';
import { Plan } from '../../catalog/domain/plan';
import { ContractState } from '../../contracts/domain/contract-state';
import { PlanFacts, Quota } from '../../contracts/domain/quota';
import { planFacts } from '../../contracts/persistence/plan-in-force';
import { contractsAt, contractsById } from '../../contracts/persistence/contracts';
import { Decision, isAllowed, refusalsOf } from '../../shared/domain/decision';
import { Refusal, ruleBroken } from '../../shared/domain/refusal';

/** The answer to "may they?". Domain section 8. */
export interface EntitlementDecision {
  readonly allowed: boolean;
  readonly at: Date;
  readonly userErrors: readonly Refusal[];
  readonly rules: Decision;
  readonly quota: Quota | null;
  readonly allowedByPlans: readonly Plan[];
}

/** Asks the rule of a mutation about something that a contract holds: nothing is locked and nothing is written. */
export async function askAboutRoom(
  context: RequestContext,
  contractId: string,
  at: Date | null,
  decide: (facts: PlanFacts, at: Date) => Decision,
  quotaOf: (facts: PlanFacts) => Quota,
): Promise<EntitlementDecision> {
  const instant = at ?? context.clock.now();
  const state = await contractState(context, contractId, at);
  if (state === null) return unknownContract(instant);
  const facts = await planFacts(context, state);
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const advised = decideWithAdvice(facts, alternatives, (each) => decide(each, instant));
  return entitlementDecision(context, advised, instant, quotaOf(facts));
}

/** The contract as the caller sees it, now or at an instant; null where it does not. */
export function contractState(
  context: RequestContext,
  id: string,
  at: Date | null,
): Promise<ContractState | null> {
  return at === null ? context.load(contractsById, id) : context.load(contractsAt, { id, at });
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

/** As the mutation answers for a contract that does not exist, that is somebody else's, or that was not ordered by then. */
export function unknownContract(at: Date, path: readonly string[] = ['contractId']): EntitlementDecision {
  const userErrors = [ruleBroken('NOT_FOUND', 'There is no such contract.', path)];
  return { allowed: false, at, userErrors, rules: [], quota: null, allowedByPlans: [] };
}
