import { RequestContext } from '../../catalog/request-context';
import { lockBlock } from '../../consulting/persistence/lock-block';
import { Cancellation, takeOffCalendar } from '../../consulting/use-cases/take-off-calendar';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';

/** Cancels booked appointments of a contract that the transaction has locked; each gives its block back. */
export async function cancelAppointments(
  context: RequestContext,
  unit: UnitOfWork,
  blockIds: readonly string[],
  cancellation: Cancellation,
): Promise<void> {
  for (const blockId of blockIds) {
    const locked = await lockBlock(context, unit, blockId);
    await takeOffCalendar(context, unit, locked, cancellation);
  }
}
