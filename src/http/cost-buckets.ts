import { LRUCache } from 'lru-cache';
import { bucketsOf, Charged, chargedOf, UNLIMITED } from '../graphql/cost/charge';
import { Caller } from '../shared/domain/caller';

interface Bucket {
  /** Below 0 after a request that was dearer than the bucket is large. */
  points: number;
  at: number;
}

/** More than there are keys and customers that ask within the seconds that a bucket takes to be full again. */
const KEPT_BUCKETS = 50_000;

/**
 * Takes the points of a request from the buckets of its caller, all or none: one for each key, and one for each customer
 * that all its keys share. The first to lack points decides.
 * A request that is dearer than a bucket is large is allowed when the bucket is full; the next one waits until the debt is
 * restored. `size` or `restorePerSecond` 0 switches the limit off. The buckets are this process's own; those of a program of several are
 * `CentralCosts`.
 */
export function costBuckets(
  { size, restorePerSecond }: { readonly size: number; readonly restorePerSecond: number },
  now: () => number = () => performance.now(),
): (caller: Caller, points: number) => Charged {
  if (size === 0 || restorePerSecond === 0) return () => UNLIMITED;
  const buckets = new LRUCache<string, Bucket>({ max: KEPT_BUCKETS });

  function bucketOf(name: string, at: number): Bucket {
    const bucket = buckets.get(name) ?? { points: size, at };
    bucket.points = Math.min(size, bucket.points + ((at - bucket.at) / 1_000) * restorePerSecond);
    bucket.at = at;
    buckets.set(name, bucket);
    return bucket;
  }

  return (caller, points) => {
    const at = now();
    const asked = bucketsOf(caller).map((name) => bucketOf(name, at));
    const lowest = () => Math.min(...asked.map((bucket) => bucket.points));
    const lacking = Math.min(points, size) - lowest();
    if (lacking <= 0) for (const bucket of asked) bucket.points -= points;
    return chargedOf({ size, restorePerSecond }, lacking, lowest());
  };
}
