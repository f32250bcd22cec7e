import { LockedContract, lockOwnAndRead } from '../../contracts/persistence/lock-contract';
import { RequestContext } from '../../catalog/request-context';
import { allEnded } from '../../platform/all-ended';
import { Transaction } from '../../platform/transactions/database';
import { inOrderOf } from '../../platform/reads/align-rows';
import { Sql } from '../../platform/sql';
import { Allocation } from '../domain/book-block';
import { ConsultingFacts, includedLimit } from '../domain/consulting-facts';
import { LedgerEntry, ledgerEntry } from '../domain/ledger-entry';
import { ConsultingBlock, insertBlocks, NewBlock } from './consulting-blocks';
import { PricedOrder, unusedOrdersOf } from './orders';
import { readFactsOfAppointments } from './read-consulting-facts';
import { useBlocks } from './use-blocks';
import { writeUnbilled } from './write-ledger';

export interface BookConsultingBlock {
  readonly contractId: string;
  readonly startsAt: Date;
  readonly subject: string;
  readonly consultant: string | null;
  readonly blocks: number;
}

/** What is known of a booking whose contract is locked. */
export interface LockedForBooking extends LockedContract {
  readonly facts: ConsultingFacts;
  readonly orders: readonly PricedOrder[];
}

/** An appointment that may be booked. */
export interface Booking {
  readonly input: BookConsultingBlock;
  readonly facts: ConsultingFacts;
  readonly orders: readonly PricedOrder[];
  readonly allocations: readonly Allocation[];
  readonly bookedAt: Date;
  readonly actor: string;
}

/** Locks the contracts of several bookings, then reads the facts for each: in their order, null where the contract is not locked. */
export async function lockForBookings(
  sql: Sql,
  requests: readonly { readonly context: RequestContext; readonly input: BookConsultingBlock }[],
  waits: boolean,
): Promise<readonly (LockedForBooking | null)[]> {
  const asked = [...new Set(requests.map(({ input }) => input.contractId))];
  const [contracts, orders] = await lockOwnAndRead(sql, { requests, waits }, () =>
    unusedOrdersOf(sql, asked),
  );
  const locked = contracts.flatMap((contract, nth) =>
    contract === null ? [] : { ...contract, nth, startsAt: requests[nth]!.input.startsAt },
  );
  if (locked.length === 0) return contracts.map(() => null);
  const facts = await readFactsOfAppointments(requests[0]!.context, sql, locked, locked[0]!.now);
  const known = locked.map(({ nth, state, now }, place) => {
    return { nth, state, now, facts: facts[place]!, orders: orders.get(state.id) ?? [] };
  });
  return inOrderOf([...requests.keys()], known, ({ nth }) => nth);
}

/** Writes bookings with their ledger, and counts them; returns the blocks of each. */
export async function writeBookings(
  transaction: Transaction,
  accepted: readonly Booking[],
): Promise<readonly (readonly ConsultingBlock[])[]> {
  if (accepted.length === 0) return [];
  const uses = accepted.map(({ facts, allocations }) => ({
    contractId: facts.state.id,
    year: facts.contractYear!,
    yearlyLimit: includedLimit(facts),
    allocations,
  }));
  // In one round trip, in this order: a block refers to the row of its year.
  const [, blocks] = await allEnded(
    useBlocks(transaction, uses, accepted[0]!.bookedAt),
    insertBlocks(transaction, accepted.flatMap(newBlocks)),
  );
  let taken = 0;
  const ofEach = accepted.map(({ allocations }) => blocks.slice(taken, (taken += allocations.length)));
  const entries = accepted.flatMap((each, nth) => ofEach[nth]!.map((block) => bookedEntry(each, block)));
  transaction.withCommit(writeUnbilled(transaction, entries));
  return ofEach;
}

function newBlocks({ input, facts, allocations, bookedAt }: Booking): NewBlock[] {
  const { contractId, startsAt, subject, consultant } = input;
  const appointment = {
    contractId,
    startsAt,
    subject,
    consultant,
    bookedAt,
    contractYear: facts.contractYear!.number,
  };
  return allocations.map((allocation) => ({ ...appointment, ...allocation }));
}

function bookedEntry({ facts, orders, bookedAt, actor }: Booking, block: ConsultingBlock): LedgerEntry {
  const subject = {
    ...block,
    blockId: block.id,
    customerId: facts.state.customerId,
    planId: facts.plan.id,
  };
  const price = orders.find((order) => order.id === block.orderId)?.price ?? null;
  return ledgerEntry('BOOKED', subject, 1, price, {
    occurredAt: bookedAt,
    recordedAt: bookedAt,
    actor,
    note: null,
  });
}
