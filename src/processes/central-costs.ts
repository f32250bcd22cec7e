import { LRUCache } from 'lru-cache';
import { within } from '../platform/within';

/** What a worker asks of the buckets: points of each of them, all or none. */
export interface AskedPoints {
  readonly names: readonly string[];
  readonly points: number;
  /** What the worker has left of its leases of these buckets, and gives back. */
  readonly unspent: Leases;
}

/** Points by the name of their bucket. */
export type Leases = Readonly<Record<string, number>>;

export interface GrantedPoints {
  readonly allowed: boolean;
  /** How many points are missing; 0 or less where they were there. */
  readonly lacking: number;
  /** The least that a bucket has now, what workers have leased included. */
  readonly remaining: number;
  /** So many points of each bucket are the worker's own from now on; null: it is to ask for each request. */
  readonly lease: number | null;
}

export interface CentralCostParts {
  readonly size: number;
  readonly restorePerSecond: number;
  readonly workers: number;
  /** Takes all that a worker has left of its leases of these buckets. */
  readonly recall: (worker: number, names: readonly string[]) => Promise<Leases>;
}

interface Bucket {
  points: number;
  at: number;
  /** By worker, what it has of the bucket as far as is known; it was taken from `points`. */
  readonly leased: Map<number, number>;
  /** How many requests wait for leases that are called back: none is granted meanwhile. */
  recalls: number;
}

const KEPT_BUCKETS = 50_000;
/** Below this share of its size a bucket leases nothing: so near its end each point counts. */
const SCARCE = 1 / 4;
/** How long a worker that is busy is waited for; what it has then counts as spent. */
const RECALLED_WITHIN_MS = 100;

/**
 * The buckets of cost points of a program of several processes. Invariant: for each bucket, points + leases ≤ size, and what the
 * workers spend is taken from either. So a caller has the same points however its requests are spread. A worker has leases to spend
 * without asking; where a bucket lacks points, all are called back before anybody is refused.
 */
export class CentralCosts {
  private readonly buckets = new LRUCache<string, Bucket>({ max: KEPT_BUCKETS });

  constructor(
    private readonly parts: CentralCostParts,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes points, or says how many are missing. */
  async charge(worker: number, { names, points, unspent }: AskedPoints): Promise<GrantedPoints> {
    this.giveBack(worker, unspent);
    const wanted = Math.min(points, this.parts.size);
    if (wanted > this.lowest(names)) await this.collect(names);
    const lacking = wanted - this.lowest(names);
    const allowed = lacking <= 0;
    if (allowed) for (const name of names) this.bucketOf(name).points -= points;
    const remaining = Math.min(...names.map((name) => sumOf(this.bucketOf(name))));
    return { allowed, lacking, remaining, lease: allowed ? this.lease(worker, names) : null };
  }

  /** Notes what a worker has left of its leases, which it keeps. */
  report(worker: number, unspent: Leases): void {
    for (const [name, points] of Object.entries(unspent)) {
      const { leased } = this.bucketOf(name);
      if (leased.has(worker)) leased.set(worker, points);
    }
  }

  /** Ends leases of a worker, and takes back what is left of them. */
  giveBack(worker: number, unspent: Leases): void {
    for (const [name, points] of Object.entries(unspent)) {
      const bucket = this.bucketOf(name);
      if (bucket.leased.delete(worker)) bucket.points += points;
    }
  }

  /** Ends all leases of a worker that has ended: nobody knows what it has spent, so all of it counts. */
  forget(worker: number): void {
    for (const { leased } of this.buckets.values()) leased.delete(worker);
  }

  private async collect(names: readonly string[]): Promise<void> {
    const buckets = names.map((name) => this.bucketOf(name));
    for (const bucket of buckets) bucket.recalls += 1;
    try {
      const holders = new Set(buckets.flatMap(({ leased }) => [...leased.keys()]));
      await Promise.all([...holders].map((worker) => this.recall(worker, names)));
    } finally {
      for (const bucket of buckets) bucket.recalls -= 1;
    }
  }

  private async recall(worker: number, names: readonly string[]): Promise<void> {
    const recalled = this.parts.recall(worker, names).then(
      (unspent) => this.giveBack(worker, unspent),
      () => undefined,
    );
    await within(RECALLED_WITHIN_MS, recalled);
  }

  private lease(worker: number, names: readonly string[]): number | null {
    const { size, workers } = this.parts;
    if (names.some((name) => this.bucketOf(name).recalls > 0)) return null;
    const points = Math.floor((this.lowest(names) - size * SCARCE) / (2 * workers));
    if (points < 1) return null;
    for (const name of names) {
      const bucket = this.bucketOf(name);
      bucket.points -= points;
      bucket.leased.set(worker, (bucket.leased.get(worker) ?? 0) + points);
    }
    return points;
  }

  private lowest(names: readonly string[]): number {
    return Math.min(...names.map((name) => this.bucketOf(name).points));
  }

  private bucketOf(name: string): Bucket {
    const { size, restorePerSecond } = this.parts;
    const at = this.now();
    const bucket = this.buckets.get(name) ?? { points: size, at, leased: new Map(), recalls: 0 };
    this.buckets.set(name, bucket);
    const leased = sumOf(bucket) - bucket.points;
    bucket.points = Math.min(size - leased, bucket.points + ((at - bucket.at) / 1_000) * restorePerSecond);
    bucket.at = at;
    return bucket;
  }
}

function sumOf({ points, leased }: Bucket): number {
  return [...leased.values()].reduce((sum, each) => sum + each, points);
}
