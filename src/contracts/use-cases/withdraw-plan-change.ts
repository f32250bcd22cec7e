import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../domain/contract-state';
import { decideWithdrawPlanChange } from '../domain/withdraw-plan-change';
import { contractStatesNow } from '../persistence/contracts';
import { lockContract } from '../persistence/lock-contract';
import { readPlanChangeFacts } from '../persistence/plan-change-facts';
import { withdrawPlannedChange } from '../persistence/contract-schedule';
import { planChangeWithdrawn } from '../domain/contract-events';

/** Takes the scheduled change of plan back: the plan in force goes on. Throws Refused with every reason. Domain section 7. */
export function withdrawPlanChange(context: RequestContext, contractId: string): Promise<ContractState> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, contractId, ['input', 'contractId']);
    const planInForce = await context.catalog.plan(state.planId, unit.sql);
    const facts = await readPlanChangeFacts(context, unit.sql, state, planInForce);
    unit.journal.recordOrThrow(state.id, facts, decideWithdrawPlanChange(facts, now));
    await withdrawPlannedChange(unit, state.id, state.nextPlanFrom!, now);
    const [after] = await contractStatesNow(unit.sql, [state.id], now, EVERYTHING);
    unit.journal.changed({ type: 'Contract', id: state.id, contractId: state.id }, state, after!);
    const { nextPlanId, nextPlanFrom } = state;
    unit.journal.happened(planChangeWithdrawn(state, nextPlanId!, nextPlanFrom!, now));
    return after!;
  });
}
