import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { blocksFrom } from '../../consulting/persistence/blocks-from';
import { ContractState } from '../../contracts/domain/contract-state';
import { withdrawPlannedChange } from '../../contracts/persistence/contract-schedule';
import { contractStatesNow } from '../../contracts/persistence/contracts';
import { lockContract } from '../../contracts/persistence/lock-contract';
import { writeCancellation } from '../../contracts/persistence/write-cancellation';
import { decideCancelContract } from '../domain/cancel-contract';
import { cancelAppointments } from './cancel-appointments';
import { contractHappened, planChangeWithdrawn } from '../../contracts/domain/contract-events';

export interface CancelContract {
  readonly contractId: string;
  readonly reason: string;
}

/**
 * Cancels a contract that has not begun, with its appointments and its scheduled change of plan; its number stays taken.
 * Throws Refused (INVALID_STATE) for one that has begun. Domain section 7.
 */
export function cancelContract(context: RequestContext, input: CancelContract): Promise<ContractState> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    unit.journal.recordOrThrow(state.id, { state }, decideCancelContract(state, now));
    // Nothing is delivered before the activation, so that all its blocks lie after the order.
    const blocks = await blocksFrom(unit.sql, state.id, state.orderReceivedAt, null);
    const booked = blocks.filter(({ status }) => status === 'BOOKED').map(({ id }) => id);
    const cancellation = { reason: 'The contract is cancelled before it begins.', byNotice: false };
    await cancelAppointments(context, unit, booked, cancellation);
    const { nextPlanId, nextPlanFrom } = state;
    if (nextPlanId !== null && nextPlanFrom !== null) {
      await withdrawPlannedChange(unit, state.id, nextPlanFrom, now);
      unit.journal.happened(planChangeWithdrawn(state, nextPlanId, nextPlanFrom, now));
    }
    await writeCancellation(unit, state.id, now, input.reason);
    const [after] = await contractStatesNow(unit.sql, [state.id], now, EVERYTHING);
    const subject = { type: 'Contract' as const, id: state.id, contractId: state.id };
    unit.journal.changed(subject, state, { ...after!, reason: input.reason });
    unit.journal.happened(contractHappened('contract.cancelled', state, now, {}));
    return after!;
  });
}
