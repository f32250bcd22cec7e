import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { isAllowed, refusalsOf } from '../../shared/domain/decision';
import { asKnownNow } from '../../shared/domain/moment';
import { LocalDate } from '../../shared/domain/local-date';
import { Refusal } from '../../shared/domain/refusal';
import { ContractState } from '../domain/contract-state';
import {
  decidePlanChange,
  effectiveDate,
  instantOfChange,
  isOfSameProvider,
  otherPlans,
} from '../domain/plan-change';
import { ContractSnapshot, snapshotOf } from '../domain/snapshot';
import { contractsAt, planFacts } from '../persistence/contracts';
import { readPlanChangeFacts, unknownPlan } from '../persistence/plan-change-facts';
import { ChangePlan } from './change-plan';
import { findContract } from './find-contract';

/** What a change of plan would do. */
export interface PlanChangePreview {
  readonly allowed: boolean;
  /** Null where the contract has no renewal to come at which it could take effect. */
  readonly effectiveOn: LocalDate | null;
  readonly userErrors: readonly Refusal[];
  /** At the instant from which the change would count, without it and with it. */
  readonly before: ContractSnapshot;
  /** Null for a plan that cannot be this contract's: an unknown one, or another provider's. */
  readonly after: ContractSnapshot | null;
}

/**
 * Asks the rules of `changePlan` and computes what it would book; writes nothing. Where the change is refused, the
 * snapshots show it all the same; they are of now where it has no date to come. Throws Refused (NOT_FOUND) for an
 * unknown contract.
 */
export async function previewPlanChange(
  context: RequestContext,
  input: ChangePlan,
): Promise<PlanChangePreview> {
  const { catalog } = context;
  await catalog.refresh();
  const state = await findContract(context, input.contractId);
  const now = context.clock.now();
  const plan = await catalog.findPlan(input.planId);
  if (plan === null) return ofUnknownPlan(snapshotOf(await planFacts(context, state), now));
  const facts = await readPlanChangeFacts(context, context.database.sql, state, plan);
  const { decision } = decideWithAdvice(facts, otherPlans(facts), (each) =>
    decidePlanChange(each, input, now),
  );
  const effectiveOn = effectiveDate(facts, input, now);
  const at = effectiveOn === null ? now : instantOfChange(state, effectiveOn, now);
  const then = await stateAt(context, state, at, now);
  return {
    allowed: isAllowed(decision),
    effectiveOn,
    userErrors: refusalsOf(decision),
    before: snapshotOf(await planFacts(context, then), at),
    after: isOfSameProvider(facts) ? snapshotOf({ state: then, plan, nextPlan: null }, at) : null,
  };
}

function ofUnknownPlan(before: ContractSnapshot): PlanChangePreview {
  return { allowed: false, effectiveOn: null, userErrors: [unknownPlan()], before, after: null };
}

async function stateAt(
  context: RequestContext,
  state: ContractState,
  at: Date,
  now: Date,
): Promise<ContractState> {
  if (at <= now) return state;
  return (await context.loadOwn(contractsAt, { id: state.id, moment: asKnownNow(at, now) }))!;
}
