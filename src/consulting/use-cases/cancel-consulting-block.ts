import { RequestContext } from '../../catalog/request-context';
import { LockedContract } from '../../contracts/persistence/lock-contract';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { decideCancelBlock } from '../domain/change-block';
import { ConsultingBlock, changeBlock } from '../persistence/consulting-blocks';
import { lockBlock, LockedBlock, lockedAppointmentsFrom } from '../persistence/lock-block';
import { giveBlockBack } from '../persistence/use-blocks';
import { writeUnbilled } from '../persistence/write-ledger';
import { blockEntry } from './block-entry';

/**
 * Takes a booked block off the calendar and gives it back. Throws Refused (INVALID_STATE) for one in another state, and
 * for a key of role CUSTOMER once the appointment has begun. Domain section 6.
 */
export function cancelConsultingBlock(
  context: RequestContext,
  input: { readonly blockId: string; readonly reason: string | null },
): Promise<ConsultingBlock> {
  return context.write(async (unit) => {
    const locked = await lockBlock(context, unit, input.blockId);
    const { block, state, now } = locked;
    unit.journal.judge(state.id, { block }, decideCancelBlock(block, context.caller, now));
    return cancelBlock(context, unit, locked, input.reason);
  });
}

/**
 * Cancels every appointment of a locked contract that begins at an instant or later, for one that ends by then: each
 * gives its block back, with its entries in ledger and audit log. Returns the cancelled ones, in the order in which they
 * were booked. Domain section 6.
 */
export async function cancelAppointmentsFrom(
  context: RequestContext,
  unit: UnitOfWork,
  contract: LockedContract,
  from: Date,
  reason: string | null,
): Promise<readonly ConsultingBlock[]> {
  const cancelled: ConsultingBlock[] = [];
  for (const locked of await lockedAppointmentsFrom(unit, contract, from))
    cancelled.push(await cancelBlock(context, unit, locked, reason));
  return cancelled;
}

async function cancelBlock(
  context: RequestContext,
  unit: UnitOfWork,
  locked: LockedBlock,
  reason: string | null,
): Promise<ConsultingBlock> {
  const { block, state, now } = locked;
  const cancelled = await changeBlock(unit, block.id, { status: 'CANCELLED', cancelledAt: now });
  await giveBlockBack(unit, block);
  const step = { kind: 'CANCELLED', planId: locked.recordedPlanId, note: reason } as const;
  await writeUnbilled(unit, [blockEntry(context, locked, step)]);
  unit.journal.changed({ type: 'ConsultingBlock', id: block.id, contractId: state.id }, block, cancelled);
  return cancelled;
}
