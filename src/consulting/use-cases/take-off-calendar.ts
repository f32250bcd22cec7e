import { RequestContext } from '../../catalog/request-context';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { changeBlock, ConsultingBlock } from '../persistence/consulting-blocks';
import { LockedBlock } from '../persistence/lock-block';
import { giveBlockBack } from '../persistence/use-blocks';
import { writeUnbilled } from '../persistence/write-ledger';
import { blockEntry } from './block-entry';
import { blockCancelled } from '../domain/consulting-events';

/** Why a block is cancelled. */
export interface Cancellation {
  readonly reason: string | null;
  /** Whether a notice ends the contract before the appointment. */
  readonly byNotice: boolean;
}

/** Cancels a block that is BOOKED, which the caller has decided: it is given back, and the ledger says why. */
export async function takeOffCalendar(
  context: RequestContext,
  unit: UnitOfWork,
  locked: LockedBlock,
  { reason, byNotice }: Cancellation,
): Promise<ConsultingBlock> {
  const { block, state, now } = locked;
  const cancelled = await changeBlock(unit, block.id, { status: 'CANCELLED', cancelledAt: now });
  await giveBlockBack(unit, block);
  const step = { kind: 'CANCELLED', planId: locked.recordedPlanId, note: reason } as const;
  await writeUnbilled(unit, [blockEntry(context, locked, step)]);
  unit.journal.changed({ type: 'ConsultingBlock', id: block.id, contractId: state.id }, block, cancelled);
  unit.journal.happened(blockCancelled(cancelled, now, byNotice));
  return cancelled;
}
