import { LRUCache } from 'lru-cache';
import { Caller } from '../shared/domain/caller';
import { Clock, systemClock } from '../shared/domain/clock';
import { Database } from '../platform/transactions/database';
import { within } from '../platform/within';
import { ValidKey } from './persistence/callers-by-hash';
import { apiKeyIn, authenticateAll } from './use-cases/authenticate';

/** For how long what the database said of a key is cached: every process sees a revocation within it. */
const BELIEVED_MS = 900;

/**
 * After which a lookup that is not answered no longer holds up the next one. Longer than an answer is believed, so that one
 * which comes late never brings back a key that was revoked meanwhile.
 */
const PATIENCE_MS = 1_000;

const KEPT_KEYS = 10_000;

const BEARER = 'Bearer ';

/** So many keys that were never good may wait to be looked up; more are refused as busy. */
const WAITING_STRANGERS = 1_000;
const KEYS_A_LOOKUP = 1_000;

interface Good extends ValidKey {
  readonly askedAt: number;
}

interface Lookup {
  readonly promise: Promise<Caller | null>;
  readonly resolve: (caller: Caller | null) => void;
  readonly reject: (error: unknown) => void;
}

/** More unknown keys wait to be looked up than can be; the same request may succeed a moment later. */
export class TooManyStrangersError extends Error {}

/**
 * Who sends which key, asked of the database about once a second for each key that is in use. One statement is in flight
 * at a time and asks for all keys that came meanwhile, so that neither a crowd of callers nor one of guesses takes more
 * than one connection. Wrong keys are remembered apart: however many there are, they push out no good one.
 */
export class KnownCallers {
  private readonly good = new LRUCache<string, Good>({ max: KEPT_KEYS });
  private readonly wrong = new LRUCache<string, true>({ max: KEPT_KEYS, ttl: BELIEVED_MS });
  private readonly waiting = new Map<string, Lookup>();
  private readonly inFlight = new Map<string, Lookup>();
  private isAsking = false;
  private turn = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock = systemClock,
  ) {}

  /** Whether the header holds a key that was good when it was last looked up, however long ago. */
  wasGood(authorization: string | undefined): boolean {
    const apiKey = this.apiKeyIn(authorization);
    return apiKey !== null && this.good.has(apiKey);
  }

  /**
   * The caller of the header `Authorization`; null where the database knows no such valid key. Throws
   * TooManyStrangersError, and what the database throws.
   */
  async find(authorization: string | undefined): Promise<Caller | null> {
    const apiKey = this.apiKeyIn(authorization);
    if (apiKey === null || this.wrong.has(apiKey)) return null;
    const known = this.good.get(apiKey);
    if (known !== undefined && this.isBelieved(known)) return known.caller;
    const asked = this.inFlight.get(apiKey) ?? this.waiting.get(apiKey);
    if (asked !== undefined) return asked.promise;
    if (known === undefined && this.waiting.size >= WAITING_STRANGERS) throw new TooManyStrangersError();
    const lookup = newLookup();
    this.waiting.set(apiKey, lookup);
    if (!this.isAsking) void this.lookUp();
    return lookup.promise;
  }

  /** The checksum of a key that was good is not computed again for each of its requests. */
  private apiKeyIn(authorization: string | undefined): string | null {
    const text = authorization?.startsWith(BEARER) === true ? authorization.slice(BEARER.length) : '';
    return this.good.has(text) ? text : apiKeyIn(authorization);
  }

  private async lookUp(): Promise<void> {
    this.isAsking = true;
    const turn = (this.turn += 1);
    while (this.turn === turn && this.waiting.size > 0) {
      const asked = [...this.waiting].slice(0, KEYS_A_LOOKUP);
      for (const [apiKey, lookup] of asked) {
        this.waiting.delete(apiKey);
        this.inFlight.set(apiKey, lookup);
      }
      await within(PATIENCE_MS, this.ask(asked));
      this.leave(asked);
    }
  }

  private async ask(asked: readonly (readonly [string, Lookup])[]): Promise<void> {
    const askedAt = performance.now();
    try {
      const apiKeys = asked.map(([apiKey]) => apiKey);
      const valid = await authenticateAll(this.database, apiKeys, this.clock.now());
      for (const [apiKey, lookup] of asked) {
        const found = valid.get(apiKey) ?? null;
        this.remember(apiKey, found, askedAt);
        lookup.resolve(found?.caller ?? null);
      }
    } catch (error) {
      for (const [, lookup] of asked) lookup.reject(error);
    }
    this.leave(asked);
  }

  /** Who asks for the keys from now on asks the database again. */
  private leave(asked: readonly (readonly [string, Lookup])[]): void {
    for (const [apiKey, lookup] of asked) {
      if (this.inFlight.get(apiKey) === lookup) this.inFlight.delete(apiKey);
    }
    if (this.waiting.size === 0) this.isAsking = false;
  }

  /** What ends by the clock ends here at once, without the database being asked. */
  private isBelieved({ askedAt, validUntil }: Good): boolean {
    if (performance.now() - askedAt >= BELIEVED_MS) return false;
    return validUntil === null || this.clock.now() < validUntil;
  }

  private remember(apiKey: string, found: ValidKey | null, askedAt: number): void {
    if (found !== null) this.good.set(apiKey, { ...found, askedAt });
    else {
      this.good.delete(apiKey);
      this.wrong.set(apiKey, true, { start: askedAt });
    }
  }
}

function newLookup(): Lookup {
  let settle!: Pick<Lookup, 'resolve' | 'reject'>;
  const promise = new Promise<Caller | null>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
}
