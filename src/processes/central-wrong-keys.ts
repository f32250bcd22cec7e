import { LRUCache } from 'lru-cache';
import { wrongKeyLimit } from '../http/wrong-key-limit';
import { CountedGuess, Guess } from './calls';

const KEPT_KEYS = 10_000;

/**
 * The wrong keys of all workers. What was good for one of them is no guess for another, so that somebody else's guesses from the same
 * address shut out no caller whose next connection leads to a worker that does not know it yet.
 */
export class CentralWrongKeys {
  private readonly limit;
  /** Digests of what was good at its last look, however long ago; where it is so no more, to send it tells nobody anything. */
  private readonly good = new LRUCache<string, true>({ max: KEPT_KEYS });

  constructor(perMinute: number) {
    this.limit = wrongKeyLimit(perMinute);
  }

  async retryAfter({ addressGroup, digest }: Guess): Promise<number | null> {
    return this.good.has(digest) ? null : this.limit.retryAfter(addressGroup, digest);
  }

  async count({ addressGroup, digest }: Guess): Promise<CountedGuess> {
    if (this.good.has(digest)) return { retryAfter: null, isKnown: true };
    return { retryAfter: await this.limit.count(addressGroup, digest), isKnown: false };
  }

  /** Takes back a count that was one. */
  takeBack(addressGroup: string): Promise<void> {
    return this.limit.takeBack(addressGroup, '');
  }

  remember(digest: string): void {
    this.good.set(digest, true);
  }
}
