import { Moment } from '../../shared/domain/moment';

/** Rows put in the order of the keys that were asked for; null where there is none. What a batch returns. */
export function inOrderOf<K, Row>(
  keys: readonly K[],
  rows: readonly Row[],
  keyOf: (row: Row) => K,
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** The same for batches of lists: every row that belongs to the key, in the order in which the rows came. */
export function groupedInOrderOf<K, Row>(
  keys: readonly K[],
  rows: readonly Row[],
  keyOf: (row: Row) => K,
): Row[][] {
  const groups = groupedBy(rows, keyOf);
  return keys.map((key) => groups.get(key) ?? []);
}

/** The rows of each key, in the order in which they came. */
export function groupedBy<K, Row>(rows: Iterable<Row>, keyOf: (row: Row) => K): ReadonlyMap<K, Row[]> {
  const groups = new Map<K, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/**
 * Reads the keys of a batch in groups of those that one statement can read, all groups at once. The keys may come from
 * different requests, so a group that cannot be read fails alone.
 */
export async function inGroups<K, V>(
  keys: readonly K[],
  groupOf: (key: K) => unknown,
  read: (alike: readonly K[]) => Promise<readonly V[]>,
): Promise<(V | Error)[]> {
  const groups = groupedBy(keys.keys(), (place) => groupOf(keys[place]!));
  const aligned = new Array<V | Error>(keys.length);
  await Promise.all(
    [...groups.values()].map(async (places) => {
      const values = await read(places.map((place) => keys[place]!)).catch((error: Error) => error);
      places.forEach((place, nth) => (aligned[place] = values instanceof Error ? values : values[nth]!));
    }),
  );
  return aligned;
}

/** A parent, and the moment at which something of it is asked for; null is now. */
export interface KeyAt {
  readonly id: string;
  readonly moment: Moment | null;
}

/** What tells one key from another. */
export function textOfKeyAt({ id, moment }: KeyAt): string {
  return moment === null ? id : `${id} ${textOf(moment)}`;
}

function textOf(moment: Moment | null): string {
  return moment === null ? '' : `${moment.at.getTime()} ${moment.knownAt.getTime()}`;
}

/**
 * Reads for many parents at a moment each, with one statement for each different moment: those of one document are
 * nearly always the same one.
 */
export function readByMoment<Row>(
  keys: readonly KeyAt[],
  read: (ids: readonly string[], moment: Moment | null) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
): Promise<(Row[] | Error)[]> {
  return inGroups(
    keys,
    ({ moment }) => textOf(moment),
    async (alike) => {
      const ids = alike.map((key) => key.id);
      return groupedInOrderOf(ids, await read(ids, alike[0]!.moment), parentOf);
    },
  );
}
