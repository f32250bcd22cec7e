import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { contractLock } from '../../contracts/persistence/lock-contract';
import { batchedSteps } from '../../platform/transactions/batched-steps';
import { BatchedRequest } from '../../platform/transactions/batched-write';
import { Sql } from '../../platform/sql';
import { Journal } from '../../shared/domain/journal';
import { notFound } from '../../shared/domain/not-found';
import { Refused } from '../../shared/domain/refusal';
import { allocateBlocks, decideBookBlocks, withBooked, withoutBooked } from '../domain/book-block';
import { ConsultingFacts, includedLeft, underPlan } from '../domain/consulting-facts';
import { blockHappened } from '../domain/consulting-events';
import { consultingThresholds } from '../domain/consulting-thresholds';
import {
  BookConsultingBlock,
  Booking,
  LockedForBooking,
  lockForBookings,
  writeBookings,
} from '../persistence/bookings';
import { ConsultingBlock } from '../persistence/consulting-blocks';

/**
 * Books an appointment of one or several blocks: all or none. INCLUDED ones of the contract year in which it begins are
 * used first, then ADDITIONAL ones of the oldest order. Throws Refused with every reason. Domain section 6.
 */
export function bookConsultingBlock(
  context: RequestContext,
  input: BookConsultingBlock,
): Promise<readonly ConsultingBlock[]> {
  return context.writeInBatch(BOOK_CONSULTING_BLOCK, input);
}

type Request = BatchedRequest<BookConsultingBlock, RequestContext>;

/** Requests that wait at the same time share the statements of lock and write; each is decided by itself. */
const BOOK_CONSULTING_BLOCK = batchedSteps<
  BookConsultingBlock,
  LockedForBooking,
  Booking,
  readonly ConsultingBlock[],
  RequestContext
>({
  lockOf: ({ contractId }) => contractLock(contractId),
  lock: lockForBookings,
  notFound: ({ scope }) => notFound(scope, 'contract', ['input', 'contractId']),
  decide,
  write: writeBookings,
  enter,
});

async function decide(
  _sql: Sql,
  { context, input, journal }: Request,
  locked: LockedForBooking,
  acceptedBefore: readonly Booking[],
): Promise<Booking | Refused> {
  const { state, now } = locked;
  journal.concerns(state.id);
  const booked = acceptedBefore.filter((earlier) => earlier.facts.state.id === state.id);
  const facts = booked.reduce((known, earlier) => withBooked(known, earlier), locked.facts);
  const orders = withoutBooked(
    locked.orders,
    booked.flatMap(({ allocations }) => allocations),
  );
  const request = { ...input, by: context.caller.role };
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const decideUnder = (each: ConsultingFacts) => decideBookBlocks(each, request, now);
  const { decision } = decideWithAdvice(facts, alternatives, decideUnder, underPlan);
  const refused = journal.record(state.id, { ...facts, request }, decision);
  if (refused !== null) return refused;
  const allocations = allocateBlocks(input.blocks, includedLeft(facts), orders);
  return { input, facts, orders, allocations, bookedAt: now, actor: context.caller.name };
}

function enter(
  journal: Journal,
  { facts, allocations, bookedAt }: Booking,
  blocks: readonly ConsultingBlock[],
): void {
  for (const block of blocks) {
    journal.created({ type: 'ConsultingBlock', id: block.id, contractId: block.contractId }, block);
  }
  journal.happened(...blocks.map((block) => blockHappened('consulting.booked', block, bookedAt)));
  journal.happened(...consultingThresholds(facts, allocations, bookedAt));
}
