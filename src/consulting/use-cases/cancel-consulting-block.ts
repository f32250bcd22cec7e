import { RequestContext } from '../../catalog/request-context';
import { decideTransition } from '../domain/consulting-block';
import { ConsultingBlock, writeStep } from '../persistence/consulting-blocks';
import { giveBlockBack } from '../persistence/use-blocks';
import { lockBlock } from '../persistence/lock-block';
import { writeUnbilled } from '../persistence/write-ledger';
import { blockEntry } from './block-entry';

/** Takes a booked block off the calendar and gives it back. Throws Refused (INVALID_STATE) for one in another state. */
export function cancelConsultingBlock(
  context: RequestContext,
  input: { readonly blockId: string; readonly reason: string | null },
): Promise<ConsultingBlock> {
  return context.write(async (unit) => {
    const locked = await lockBlock(context, unit, input.blockId);
    const { block, state, now } = locked;
    unit.journal.recordOrThrow(state.id, { block }, [decideTransition(block.status, 'CANCELLED')]);
    const cancelled = await writeStep(unit, block.id, 'CANCELLED', now);
    await giveBlockBack(unit, block);
    const step = { kind: 'CANCELLED', planId: locked.recordedPlanId, note: input.reason } as const;
    await writeUnbilled(unit, [blockEntry(context, locked, step)]);
    unit.journal.changed({ type: 'ConsultingBlock', id: block.id, contractId: state.id }, block, cancelled);
    return cancelled;
  });
}
