import { RequestContext } from '../../catalog/request-context';
import { ledgerEntry } from '../domain/ledger-entry';
import { blocksToReverse, decideReverseOrder, reversedAmount } from '../domain/reverse-order';
import { ConsultingOrder } from '../persistence/consulting-orders';
import { agreedPrice } from '../persistence/orders';
import { lockOrder, LockedOrder, writeOrderReversal } from '../persistence/reverse-order';
import { writeBilled } from '../persistence/write-ledger';
import { orderHappened } from '../domain/consulting-events';

export interface ReverseConsultingOrder {
  readonly orderId: string;
  /** Null: all that are unused. */
  readonly blocks: number | null;
  readonly reason: string;
}

/**
 * Takes unused blocks of an order back: the row that billing has read stays, a further one carries what is to be
 * credited. Throws Refused with every reason. Domain section 6.
 */
export function reverseConsultingOrder(
  context: RequestContext,
  input: ReverseConsultingOrder,
): Promise<ConsultingOrder> {
  return context.write(async (unit) => {
    const locked = await lockOrder(context, unit, input.orderId);
    const { order, state } = locked;
    unit.journal.recordOrThrow(state.id, { order, request: input }, decideReverseOrder(order, input.blocks));
    const blocks = blocksToReverse(order, input.blocks);
    const after = await writeOrderReversal(unit, order, blocks);
    unit.journal.changed({ type: 'ConsultingOrder', id: order.id, contractId: state.id }, order, after);
    await writeBilled(unit, reversalEntry(context, locked, blocks, input.reason));
    const subject = { id: order.id, contractId: state.id };
    unit.journal.happened(orderHappened('consulting.order_reversed', subject, locked.now, { blocks }));
    return after;
  });
}

function reversalEntry(
  { caller }: RequestContext,
  { order, state, planId, contractYear, now }: LockedOrder,
  blocks: number,
  reason: string,
) {
  const subject = {
    contractId: state.id,
    customerId: state.customerId,
    planId,
    contractYear,
    source: 'ADDITIONAL',
    orderId: order.id,
    blockId: null,
  } as const;
  const price = agreedPrice(order);
  const circumstances = { occurredAt: now, recordedAt: now, actor: caller.name, note: reason };
  const entry = ledgerEntry('ORDER_REVERSED', subject, blocks, price, circumstances);
  return { ...entry, kind: 'ORDER_REVERSED', netAmount: reversedAmount(order, blocks, price) } as const;
}
