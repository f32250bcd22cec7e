import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { allocateMoved, BlockUpdate, decideUpdateBlock, isMove, withoutBlock } from '../domain/change-block';
import { ConsultingFacts, includedLimit, underPlan } from '../domain/consulting-facts';
import { BlockChange, changeBlock, ConsultingBlock } from '../persistence/consulting-blocks';
import { lockBlock, LockedBlock } from '../persistence/lock-block';
import { unusedOrders } from '../persistence/orders';
import { readConsultingFacts } from '../persistence/read-consulting-facts';
import { giveBlockBack, useBlocks } from '../persistence/use-blocks';
import { writeUnbilled } from '../persistence/write-ledger';
import { blockEntry } from './block-entry';
import { blockHappened } from '../domain/consulting-events';
import { consultingThresholds } from '../domain/consulting-thresholds';

export interface UpdateConsultingBlock extends BlockUpdate {
  readonly blockId: string;
}

/**
 * Changes an appointment while it is BOOKED: when it begins, what it is about, who gives it. A move gives its unit back
 * and takes one as a new booking does. Throws Refused with every reason. Domain section 6.
 */
export function updateConsultingBlock(
  context: RequestContext,
  { blockId, ...update }: UpdateConsultingBlock,
): Promise<ConsultingBlock> {
  return context.write(async (unit) => {
    const locked = await lockBlock(context, unit, blockId);
    const { block, state, now } = locked;
    const startsAt = update.startsAt ?? block.startsAt;
    const known = await readConsultingFacts(context, unit.sql, state, startsAt, now);
    const facts = withoutBlock(known, block);
    const alternatives = await context.catalog.currentPlans(state.providerId);
    const { decision } = decideWithAdvice(
      facts,
      alternatives,
      (each) => decideUpdateBlock(block, each, update, context.caller, now),
      underPlan,
    );
    unit.journal.recordOrThrow(state.id, { block, ...facts, request: update }, decision);

    const move = isMove(block, update) ? await moveUnit(context, unit, locked, facts, startsAt) : {};
    const changed = await changeBlock(unit, block.id, {
      subject: update.subject ?? block.subject,
      consultant: update.consultant ?? block.consultant,
      ...move,
    });
    unit.journal.changed({ type: 'ConsultingBlock', id: block.id, contractId: state.id }, block, changed);
    unit.journal.happened(blockHappened('consulting.changed', changed, now));
    return changed;
  });
}

/** Lets a block draw on what its new appointment draws on, and writes both into the ledger. */
async function moveUnit(
  context: RequestContext,
  unit: UnitOfWork,
  locked: LockedBlock,
  facts: ConsultingFacts,
  startsAt: Date,
): Promise<BlockChange> {
  const { block, state } = locked;
  const year = facts.contractYear!;
  const orders = await unusedOrders(unit.sql, state.id);
  const allocation = allocateMoved(block, facts, orders);
  const isSameOrder = allocation.orderId === block.orderId;
  const price = isSameOrder ? locked.price : orders.find(({ id }) => id === allocation.orderId)!.price;
  const move = { ...allocation, startsAt, contractYear: year.number };
  unit.journal.happened(...consultingThresholds(facts, [allocation], locked.now));
  await giveBlockBack(unit, block);
  const use = {
    contractId: state.id,
    year,
    yearlyLimit: includedLimit(facts),
    allocations: [allocation],
  };
  await useBlocks(unit, [use], locked.now);
  await writeUnbilled(unit, [
    blockEntry(context, locked, { kind: 'MOVED_FROM', planId: locked.recordedPlanId }),
    blockEntry(
      context,
      { ...locked, block: { ...block, ...move }, price },
      { kind: 'MOVED_TO', planId: facts.plan.id },
    ),
  ]);
  return move;
}
