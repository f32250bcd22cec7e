/**
 * Reads the keys of a batch in groups of those that one statement can answer, all groups at once. The keys may come from
 * different requests, so a group that cannot be read fails alone.
 */
export async function inGroups<K, V>(
  keys: readonly K[],
  groupOf: (key: K) => unknown,
  read: (alike: readonly K[]) => Promise<readonly V[]>,
): Promise<(V | Error)[]> {
  const groups = new Map<unknown, number[]>();
  keys.forEach((key, place) => {
    const group = groupOf(key);
    const places = groups.get(group);
    if (places === undefined) groups.set(group, [place]);
    else places.push(place);
  });
  const answers = new Array<V | Error>(keys.length);
  await Promise.all(
    [...groups.values()].map(async (places) => {
      const values = await read(places.map((place) => keys[place]!)).catch((error: Error) => error);
      places.forEach((place, nth) => (answers[place] = values instanceof Error ? values : values[nth]!));
    }),
  );
  return answers;
}
