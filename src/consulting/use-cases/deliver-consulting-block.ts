import { RequestContext } from '../../catalog/request-context';
import { decideDeliverBlock } from '../domain/deliver-block';
import { ConsultingBlock, writeStep } from '../persistence/consulting-blocks';
import { lockBlock } from '../persistence/lock-block';
import { writeBilled } from '../persistence/write-ledger';
import { blockEntry } from './block-entry';

/**
 * Records that a booked block was delivered; without an instant, now. Billing reads it in the month of the delivery or,
 * where that one is closed, in the month of the recording. Throws Refused with every reason. Domain section 6.
 */
export function deliverConsultingBlock(
  context: RequestContext,
  input: { readonly blockId: string; readonly deliveredAt: Date | null },
): Promise<ConsultingBlock> {
  return context.write(async (unit) => {
    const locked = await lockBlock(context, unit, input.blockId);
    const { block, state, now } = locked;
    const deliveredAt = input.deliveredAt ?? now;
    const decision = decideDeliverBlock(block.status, state, deliveredAt, now);
    unit.journal.recordOrThrow(state.id, { block, deliveredAt }, decision);
    const delivered = await writeStep(unit, block.id, 'DELIVERED', deliveredAt);
    unit.journal.changed({ type: 'ConsultingBlock', id: block.id, contractId: state.id }, block, delivered);
    const step = { kind: 'DELIVERED', planId: locked.appointmentPlanId, occurredAt: deliveredAt } as const;
    await writeBilled(unit, blockEntry(context, locked, step));
    return delivered;
  });
}
