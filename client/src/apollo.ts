import { POSSIBLE_TYPES, VALUE_LISTS, VALUE_TYPES } from './cache-facts';

/** Of the options that Apollo hands to a merge function, the one that is used here. */
interface MergeOptions {
  readonly mergeObjects: <Part>(existing: Part, incoming: Part) => Part;
}

type Items = readonly unknown[] | null | undefined;

/** Parts of a list have no ids: those at the same place of a list of the same length are the same. */
function mergeLists(existing: Items, incoming: Items, { mergeObjects }: MergeOptions): Items {
  if (existing == null || incoming == null || existing.length !== incoming.length) return incoming;
  return incoming.map((item, place) => mergeObjects(existing[place], item));
}

/**
 * What `new InMemoryCache(…)` of Apollo Client takes for this API. Things with an id are kept once. Parts without one are merged where
 * they stand, so that two components which ask for different fields of them leave no incomplete entry. A list is kept for each
 * of its arguments, a page at a time.
 */
export function apolloCacheOptions() {
  const parts = VALUE_TYPES.map((type) => [type, { keyFields: false as const, merge: true }] as const);
  const policies: Record<string, object> = Object.fromEntries(parts);
  for (const [type, names] of Object.entries(VALUE_LISTS)) {
    const fields = Object.fromEntries(names.map((name) => [name, { merge: mergeLists }]));
    policies[type] = { ...policies[type], fields };
  }
  return { possibleTypes: POSSIBLE_TYPES, typePolicies: policies };
}
