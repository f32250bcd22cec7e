import { RequestContext } from '../../catalog/request-context';
import { decideTransition } from '../domain/consulting-block';
import { ConsultingBlock, changeBlock } from '../persistence/consulting-blocks';
import { giveBlockBack } from '../persistence/use-blocks';
import { lockBlock } from '../persistence/lock-block';
import { writeBilled } from '../persistence/write-ledger';
import { blockEntry } from './block-entry';
import { blockHappened } from '../domain/consulting-events';

/**
 * Takes a delivery back: the row that billing has read stays, a further one says that it does not count, and the block
 * is free again. Throws Refused (INVALID_STATE) for a block that was not delivered. Domain section 6.
 */
export function reverseConsultingBlock(
  context: RequestContext,
  input: { readonly blockId: string; readonly reason: string },
): Promise<ConsultingBlock> {
  return context.write(async (unit) => {
    const locked = await lockBlock(context, unit, input.blockId);
    const { block, state, now } = locked;
    unit.journal.recordOrThrow(state.id, { block }, [decideTransition(block.status, 'REVERSED')]);
    const reversed = await changeBlock(unit, block.id, { status: 'REVERSED', reversedAt: now });
    await giveBlockBack(unit, block);
    unit.journal.changed({ type: 'ConsultingBlock', id: block.id, contractId: state.id }, block, reversed);
    const step = { kind: 'REVERSED', planId: locked.recordedPlanId, note: input.reason } as const;
    await writeBilled(unit, blockEntry(context, locked, step));
    unit.journal.happened(blockHappened('consulting.reversed', reversed, now));
    return reversed;
  });
}
