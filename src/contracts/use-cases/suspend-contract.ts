import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../domain/contract-state';
import { decideSuspend } from '../domain/suspension';
import { contractStatesNow } from '../persistence/contracts';
import { writeSuspension } from '../persistence/contract-suspensions';
import { lockContract } from '../persistence/lock-contract';
import { contractHappened } from '../domain/contract-events';

export interface SuspendContract {
  readonly contractId: string;
  /** Told to the customer. */
  readonly reason: string;
}

/** Suspends the contract from now on. Throws Refused with every reason. Domain section 5, suspended. */
export function suspendContract(context: RequestContext, input: SuspendContract): Promise<ContractState> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    unit.journal.recordOrThrow(state.id, { state }, decideSuspend(state, now));
    await writeSuspension(unit, state.id, now, input.reason);
    const [after] = await contractStatesNow(unit.sql, [state.id], now, EVERYTHING);
    const subject = { type: 'Contract' as const, id: state.id, contractId: state.id };
    unit.journal.changed(subject, state, { suspendedSince: now, reason: input.reason });
    unit.journal.happened(contractHappened('contract.suspended', state, now, {}));
    return after!;
  });
}
