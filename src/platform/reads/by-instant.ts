import { groupedInOrderOf, inGroups } from './align-rows';

/** A parent, and the instant at which something of it is asked for; null is now. */
export interface KeyAt {
  readonly id: string;
  readonly at: Date | null;
}

/**
 * Reads for many parents at an instant each, with one statement for each different instant: those of one document are
 * nearly always the same one.
 */
export function readByInstant<Row>(
  keys: readonly KeyAt[],
  read: (ids: readonly string[], at: Date | null) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
): Promise<(Row[] | Error)[]> {
  return inGroups(
    keys,
    ({ at }) => at?.getTime() ?? null,
    async (alike) => {
      const ids = alike.map((key) => key.id);
      return groupedInOrderOf(ids, await read(ids, alike[0]!.at), parentOf);
    },
  );
}
