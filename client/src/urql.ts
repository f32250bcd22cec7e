import { VALUE_TYPES } from './cache-facts';

/**
 * What `cacheExchange(…)` of urql's Graphcache takes for this API: things with an id are kept once, parts without one with what they
 * stand in.
 */
export function urqlCacheOptions() {
  return { keys: Object.fromEntries(VALUE_TYPES.map((type) => [type, () => null])) };
}
