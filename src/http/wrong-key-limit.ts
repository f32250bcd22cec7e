import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Addresses share so many counters, so that memory is bounded however many addresses an attacker has. */
const COUNTERS = 16_384;
const WINDOW_SECONDS = 60;

/** Counts wrong keys and tokens (secrets) by the address from which they come. */
export interface WrongKeyLimit {
  /** The seconds after which one may be tried again from this address; null: now. Counts nothing. */
  retryAfter(addressGroup: string, secret: string): Promise<number | null>;
  /**
   * Counts a secret that this process does not know to be good. Null: it may be looked up; otherwise the seconds after which
   * one may be tried again from this address.
   */
  count(addressGroup: string, secret: string): Promise<number | null>;
  /** Takes the last count back: the secret was good, or nobody could tell. */
  takeBack(addressGroup: string, secret: string): Promise<void>;
  /** The secret was good: no process counts it any more. */
  remember(secret: string): void;
}

/**
 * A limit that lets so many wrong keys a minute come from one address; 0: any number. What is good is known by its process, so
 * that nothing is remembered here.
 */
export function wrongKeyLimit(perMinute: number): WrongKeyLimit {
  const unlimited = () => Promise.resolve(null);
  const remember = () => undefined;
  if (perMinute === 0)
    return { retryAfter: unlimited, count: unlimited, takeBack: () => Promise.resolve(), remember };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  const secret = randomBytes(16);
  // Nobody can tell which addresses share a counter with his, and use it up for them.
  const counterOf = (group: string) =>
    String(createHmac('sha256', secret).update(group).digest().readUInt32LE() % COUNTERS);
  return {
    async retryAfter(group) {
      const counted = await limiter.get(counterOf(group));
      return counted === null || counted.remainingPoints > 0 ? null : secondsUntil(counted);
    },
    async count(group) {
      try {
        await limiter.consume(counterOf(group));
        return null;
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return secondsUntil(error);
      }
    },
    async takeBack(group) {
      await limiter.reward(counterOf(group));
    },
    remember,
  };
}

function secondsUntil({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1_000));
}
