/** How many contracts a database of the benchmark may have. Powers of ten, on which `placeOf` relies. */
export const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
export type Size = (typeof SIZES)[number];

/** 83 customers for 100 contracts: the first 17 of each 83 hold a second one. */
export function customerCount(size: Size): number {
  return size * 0.83;
}

/** Contracts under the plan without practical limits, the only ones that writes are measured on. They have the first ids. */
export function bulkCount(size: Size): number {
  return Math.min(10_000, size / 2);
}

/**
 * Where a contract stands in an order that has nothing to do with its id, from 0: neighbours in time are not neighbours
 * on disk. The digits of the number reversed; the place of a place is the number again.
 */
export function placeOf(contractId: number, size: Size): number {
  return reversed(contractId - 1, size);
}

export function contractAtPlace(place: number, size: Size): number {
  return reversed(place, size) + 1;
}

function reversed(number: number, size: Size): number {
  const digits = String(size).length - 1;
  return Number([...String(number).padStart(digits, '0')].reverse().join(''));
}
