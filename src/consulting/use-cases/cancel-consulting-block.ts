import { RequestContext } from '../../catalog/request-context';
import { decideCancelBlock } from '../domain/change-block';
import { ConsultingBlock } from '../persistence/consulting-blocks';
import { lockBlock } from '../persistence/lock-block';
import { takeOffCalendar } from './take-off-calendar';

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
    unit.journal.recordOrThrow(state.id, { block }, decideCancelBlock(block, context.caller, now));
    return takeOffCalendar(context, unit, locked, { reason: input.reason, byNotice: false });
  });
}
