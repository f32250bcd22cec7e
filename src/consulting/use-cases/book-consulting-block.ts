import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { lockContract } from '../../contracts/persistence/lock-contract';
import { allocateBlocks, decideBookBlocks } from '../domain/book-block';
import { includedLeft, includedLimit, underPlan } from '../domain/consulting-facts';
import { ledgerEntry } from '../domain/ledger-entry';
import { ConsultingBlock, insertBlocks } from '../persistence/consulting-blocks';
import { readConsultingFacts } from '../persistence/read-consulting-facts';
import { unusedOrders } from '../persistence/orders';
import { useBlocks } from '../persistence/use-blocks';
import { writeUnbilled } from '../persistence/write-ledger';
import { blockHappened } from '../domain/consulting-events';
import { consultingThresholds } from '../domain/consulting-thresholds';

export interface BookConsultingBlock {
  readonly contractId: string;
  readonly startsAt: Date;
  readonly subject: string;
  readonly consultant: string | null;
  readonly blocks: number;
}

/**
 * Books an appointment of one or several blocks: all or none. INCLUDED ones of the contract year in which it begins are
 * used first, then ADDITIONAL ones of the oldest order. Throws Refused with every reason. Domain section 6.
 */
export function bookConsultingBlock(
  context: RequestContext,
  input: BookConsultingBlock,
): Promise<readonly ConsultingBlock[]> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    const request = { ...input, by: context.caller.role };
    const facts = await readConsultingFacts(context, unit.sql, state, input.startsAt, now);
    const alternatives = await context.catalog.currentPlans(state.providerId);
    const { decision } = decideWithAdvice(
      facts,
      alternatives,
      (each) => decideBookBlocks(each, request, now),
      underPlan,
    );
    unit.journal.recordOrThrow(state.id, { ...facts, request }, decision);

    const year = facts.contractYear!;
    const orders = await unusedOrders(unit.sql, state.id);
    const allocations = allocateBlocks(input.blocks, includedLeft(facts), orders);
    await useBlocks(unit, state.id, year, includedLimit(facts), allocations, now);
    const appointment = { ...input, contractYear: year.number, bookedAt: now };
    const blocks = await insertBlocks(unit, appointment, allocations);
    const entries = blocks.map((block) => {
      const subject = { ...block, blockId: block.id, customerId: state.customerId, planId: facts.plan.id };
      const price = orders.find((order) => order.id === block.orderId)?.price ?? null;
      const circumstances = { occurredAt: now, recordedAt: now, actor: context.caller.name, note: null };
      return ledgerEntry('BOOKED', subject, 1, price, circumstances);
    });
    await writeUnbilled(unit, entries);
    for (const block of blocks)
      unit.journal.created({ type: 'ConsultingBlock', id: block.id, contractId: state.id }, block);
    unit.journal.happened(...blocks.map((block) => blockHappened('consulting.booked', block, now)));
    unit.journal.happened(...consultingThresholds(facts, allocations, now));
    return blocks;
  });
}
