import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { LocalDate } from '../../shared/domain/local-date';
import { Refused } from '../../shared/domain/refusal';
import { ContractState } from '../domain/contract-state';
import { decidePlanChange, effectiveDate, instantOfChange, otherPlans } from '../domain/plan-change';
import { contractStatesNow } from '../persistence/contracts';
import { lockContract } from '../persistence/lock-contract';
import { readPlanChangeFacts, unknownPlan } from '../persistence/plan-change-facts';
import { writePlanChange } from '../persistence/contract-schedule';
import { planHappened } from '../domain/contract-events';

export interface ChangePlan {
  readonly contractId: string;
  readonly planId: string;
  /** Null: today for an upgrade, the next renewal date for a downgrade. */
  readonly effectiveOn: LocalDate | null;
}

/** Changes the plan, now or on a date to come. Throws Refused with every reason. Domain section 7. */
export async function changePlan(context: RequestContext, input: ChangePlan): Promise<ContractState> {
  await context.catalog.refresh();
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    const plan = await context.catalog.findPlan(input.planId, unit.sql);
    if (plan === null) throw new Refused([unknownPlan()]);
    const facts = await readPlanChangeFacts(context, unit.sql, state, plan);
    const { decision } = decideWithAdvice(facts, otherPlans(facts), (each) =>
      decidePlanChange(each, input, now),
    );
    unit.journal.recordOrThrow(state.id, { ...facts, request: input }, decision);
    const effectiveOn = effectiveDate(facts, input, now)!;
    const effectiveAt = instantOfChange(state, effectiveOn, now);
    await writePlanChange(unit, { contractId: state.id, planId: input.planId, effectiveAt, recordedAt: now });
    const [after] = await contractStatesNow(unit.sql, [state.id], now, EVERYTHING);
    unit.journal.changed({ type: 'Contract', id: state.id, contractId: state.id }, state, after!);
    unit.journal.happened(planHappened(state, input.planId, effectiveAt, now));
    return after!;
  });
}
