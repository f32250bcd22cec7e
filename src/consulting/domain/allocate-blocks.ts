import { BlockSource } from './consulting-block';

/** An order of additional blocks of which some are left. */
export interface UnusedOrder {
  readonly id: string;
  readonly left: number;
}

/** Where one booked block comes from. */
export interface Allocation {
  readonly source: BlockSource;
  /** The order of an ADDITIONAL block. */
  readonly orderId: string | null;
}

/**
 * INCLUDED blocks first, then those of the orders in the sequence given, which is oldest first: the answer depends on
 * nothing else. The caller has decided that there are enough. Domain section 6.
 */
export function allocateBlocks(
  blocks: number,
  includedLeft: number,
  ordersOldestFirst: readonly UnusedOrder[],
): Allocation[] {
  const included = Math.min(blocks, includedLeft);
  const allocations: Allocation[] = repeat(included, { source: 'INCLUDED', orderId: null });
  for (const order of ordersOldestFirst) {
    const taken = Math.min(blocks - allocations.length, order.left);
    allocations.push(...repeat(taken, { source: 'ADDITIONAL', orderId: order.id }));
  }
  if (allocations.length < blocks) throw new RangeError('more blocks than are left');
  return allocations;
}

function repeat(count: number, allocation: Allocation): Allocation[] {
  return Array.from({ length: count }, () => allocation);
}
