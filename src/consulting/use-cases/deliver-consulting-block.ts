import { RequestContext } from '../../catalog/request-context';
import { decideDeliverBlock } from '../domain/deliver-block';
import { changeBlock, ConsultingBlock } from '../persistence/consulting-blocks';
import { lockBlock } from '../persistence/lock-block';
import { readDeliveryFacts } from '../persistence/read-delivery-facts';
import { writeBilled } from '../persistence/write-ledger';
import { blockEntry } from './block-entry';
import { blockHappened } from '../domain/consulting-events';

export interface DeliverConsultingBlock {
  readonly blockId: string;
  /** Null: now. */
  readonly deliveredAt: Date | null;
  /** Null: the consultant of the appointment. */
  readonly deliveredBy: string | null;
}

/**
 * Records that a booked block was delivered. Billing reads it in the month of the delivery or, where that one is closed,
 * in the month of the recording. Throws Refused with every reason. Domain section 6.
 */
export function deliverConsultingBlock(
  context: RequestContext,
  input: DeliverConsultingBlock,
): Promise<ConsultingBlock> {
  return context.write(async (unit) => {
    const locked = await lockBlock(context, unit, input.blockId);
    const { block, state, now } = locked;
    const deliveredAt = input.deliveredAt ?? now;
    const facts = await readDeliveryFacts(context, unit.sql, locked, deliveredAt);
    unit.journal.recordOrThrow(
      state.id,
      { ...facts, deliveredAt },
      decideDeliverBlock(facts, deliveredAt, now),
    );
    const delivered = await changeBlock(unit, block.id, {
      status: 'DELIVERED',
      deliveredAt,
      deliveredBy: input.deliveredBy ?? block.consultant,
      deliveryRecordedAt: now,
    });
    unit.journal.changed({ type: 'ConsultingBlock', id: block.id, contractId: state.id }, block, delivered);
    const step = { kind: 'DELIVERED', planId: facts.plan.id, occurredAt: deliveredAt } as const;
    await writeBilled(unit, blockEntry(context, locked, step));
    unit.journal.happened(blockHappened('consulting.delivered', delivered, deliveredAt));
    return delivered;
  });
}
