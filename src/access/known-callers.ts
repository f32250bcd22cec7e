import { LRUCache } from 'lru-cache';
import { Caller } from '../shared/domain/caller';
import { Database } from '../platform/transactions/database';
import { authenticate } from './use-cases/authenticate';

/** For how long an answer of the database about a key is believed: a revocation is seen by every process within it. */
const BELIEVED_MS = 900;

const KEPT_KEYS = 10_000;

/** A longer header holds no key of ours, and is not worth its memory. */
const LONGEST_HEADER = 100;

/** Who sends which key, asked of the database about once a second for each key that is in use. */
export class KnownCallers {
  private readonly answers = new LRUCache<string, Promise<Caller | null>>({
    max: KEPT_KEYS,
    ttl: BELIEVED_MS,
  });

  constructor(private readonly database: Database) {}

  /** The caller of the header `Authorization`; null where the database knows no such valid key. */
  find(authorization = ''): Promise<Caller | null> {
    if (authorization.length > LONGEST_HEADER) return authenticate(this.database, authorization);
    const known = this.answers.get(authorization);
    if (known !== undefined) return known;
    const asked = authenticate(this.database, authorization);
    this.answers.set(authorization, asked);
    asked.catch(() => this.answers.delete(authorization));
    return asked;
  }
}
