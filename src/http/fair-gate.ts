/** How many requests of a process are in flight at a time, and how many wait for that. */
export interface GateLimits {
  readonly places: number;
  /** How many of the places are given out at the moment; without it all. */
  readonly placesNow?: () => number;
  readonly waiting: number;
  readonly waitingPerKey: number;
  readonly waitMs: number;
}

/** Why a request was given no place. */
export type NoPlace = 'queue-full' | 'waited-too-long' | 'client-gone' | 'stopping';

export class NoPlaceError extends Error {
  constructor(readonly reason: NoPlace) {
    super(reason);
  }
}

const SHARED_WITHIN_MS = 1_000;

interface Waiter {
  readonly admit: () => void;
  readonly refuse: (reason: NoPlace) => void;
}

/** What one key has at the gate. */
interface Share {
  inFlight: number;
  readonly waiters: Set<Waiter>;
}

/**
 * Load shedding with fair shares: gives out the places of requests in flight, in turn to the keys that wait. While another key waits or is
 * served, a key gets no place that would be more than half of them; and never the last eighth, so that another one that
 * comes need not wait until the first has finished.
 */
export class FairGate {
  /** The keys with a request in flight or waiting; a key that has waited longest since its last place is first. */
  private readonly shares = new Map<string, Share>();
  private inFlight = 0;
  private waiting = 0;
  private isStopping = false;
  /** The key that came last, and the last one before that was another. */
  private latest = { key: '', at: -Infinity };
  private before = { key: '', at: -Infinity };

  constructor(
    private readonly limits: GateLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Whether requests of more than one key are worked on, wait, or came within the last second. */
  isShared(): boolean {
    const since = this.now() - SHARED_WITHIN_MS;
    if (this.before.at > since || this.shares.size > 1) return true;
    // One that sent all of its requests long ago may be at work on them still.
    return this.shares.size === 1 && this.latest.at > since && !this.shares.has(this.latest.key);
  }

  /** Whether `enter` would refuse a request of this key at once. */
  isFull(key: string): boolean {
    if (this.isStopping) return true;
    const share = this.shares.get(key);
    const isBehindItsOwn = share !== undefined && share.waiters.size > 0;
    if (!isBehindItsOwn && this.hasPlaceFor(share, key)) return false;
    return this.waiting >= this.limits.waiting || (share?.waiters.size ?? 0) >= this.limits.waitingPerKey;
  }

  /**
   * Resolves when the key has got a place, which `leave` gives back. Throws NoPlaceError where the queues are full, the
   * wait was too long, or `whenGone` called back before.
   */
  async enter(key: string, whenGone: (refuse: () => void) => void = () => undefined): Promise<void> {
    if (this.isStopping) throw new NoPlaceError('stopping');
    this.note(key);
    if (this.isFull(key)) throw new NoPlaceError('queue-full');
    const share = this.shares.get(key) ?? { inFlight: 0, waiters: new Set() };
    this.shares.set(key, share);
    if (share.waiters.size === 0 && this.hasPlaceFor(share, key)) return this.give(share);
    await this.wait(key, share, whenGone);
  }

  /** How many requests of other keys are in flight. */
  inFlightBeside(key: string): number {
    return this.inFlight - (this.shares.get(key)?.inFlight ?? 0);
  }

  leave(key: string): void {
    const share = this.shares.get(key)!;
    share.inFlight -= 1;
    this.inFlight -= 1;
    this.forgetIfUnused(key, share);
    this.admitByTurns();
  }

  /** Refuses all that wait and all that come from now on; those in flight keep their places. */
  stop(): void {
    this.isStopping = true;
    for (const share of [...this.shares.values()]) {
      for (const waiter of [...share.waiters]) waiter.refuse('stopping');
    }
  }

  private note(key: string): void {
    if (key !== this.latest.key) this.before = this.latest;
    this.latest = { key, at: this.now() };
  }

  private wait(key: string, share: Share, whenGone: (refuse: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        if (!share.waiters.delete(waiter)) return;
        clearTimeout(timer);
        this.waiting -= 1;
        settle();
      };
      const waiter: Waiter = {
        admit: () =>
          end(() => {
            this.give(share);
            resolve();
          }),
        refuse: (reason) =>
          end(() => {
            this.forgetIfUnused(key, share);
            reject(new NoPlaceError(reason));
            this.admitByTurns();
          }),
      };
      const timer = setTimeout(() => waiter.refuse('waited-too-long'), this.limits.waitMs).unref();
      share.waiters.add(waiter);
      this.waiting += 1;
      whenGone(() => waiter.refuse('client-gone'));
    });
  }

  private give(share: Share): void {
    share.inFlight += 1;
    this.inFlight += 1;
  }

  private forgetIfUnused(key: string, share: Share): void {
    if (share.inFlight === 0 && share.waiters.size === 0) this.shares.delete(key);
  }

  private admitByTurns(): void {
    let hasAdmitted = this.waiting > 0;
    while (hasAdmitted && this.inFlight < this.places) {
      hasAdmitted = false;
      for (const [key, share] of [...this.shares]) {
        const [first] = share.waiters;
        if (first === undefined || !this.hasPlaceFor(share, key)) continue;
        first.admit();
        // Behind all others: its next turn comes after theirs.
        this.shares.delete(key);
        this.shares.set(key, share);
        hasAdmitted = true;
      }
    }
  }

  private hasPlaceFor(share: Share | undefined, key: string): boolean {
    return this.inFlight < this.places && (share?.inFlight ?? 0) < this.mostFor(key);
  }

  private get places(): number {
    const { places, placesNow } = this.limits;
    return placesNow === undefined ? places : Math.min(places, placesNow());
  }

  private mostFor(key: string): number {
    const { places } = this;
    const isAlone = this.shares.size === 0 || (this.shares.size === 1 && this.shares.has(key));
    if (places === 1) return 1;
    return isAlone ? places - Math.max(1, Math.floor(places / 8)) : Math.floor(places / 2);
  }
}
