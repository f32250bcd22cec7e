import { groupedInOrderOf } from './in-order-of';

/** A parent, and the instant at which something of it is asked for; null is now. */
export interface KeyAt {
  readonly id: string;
  readonly at: Date | null;
}

/**
 * Reads for many parents at an instant each, with one statement for each different instant: those of one document are
 * nearly always the same one.
 */
export async function readByInstant<Row>(
  keys: readonly KeyAt[],
  read: (ids: readonly string[], at: Date | null) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
): Promise<Row[][]> {
  const answers = new Map<KeyAt, Row[]>();
  for (const instant of new Set(keys.map(({ at }) => at?.getTime() ?? null))) {
    const alike = keys.filter(({ at }) => (at?.getTime() ?? null) === instant);
    const ids = alike.map((key) => key.id);
    const rows = await read(ids, instant === null ? null : new Date(instant));
    const groups = groupedInOrderOf(ids, rows, parentOf);
    alike.forEach((key, index) => answers.set(key, groups[index]!));
  }
  return keys.map((key) => answers.get(key)!);
}
