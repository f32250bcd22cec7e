import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Caller } from '../shared/domain/caller';
import { Clock } from '../shared/domain/clock';
import { Person, readPerson } from './domain/person';
import { InvalidTokenError } from './invalid-token';
import { TooManyStrangersError } from './known-callers';
import { findPerson, PeopleParts } from './use-cases/find-person';
import { TokenRules, verifyToken } from './verify-token';

/** For how long what the database said of customer and provider is cached. */
const BELIEVED_MS = 900;
/** For how long a signature is: a key that its issuer withdrew is refused soon after this process knows. */
const VERIFIED_MS = 60_000;

const KEPT_TOKENS = 10_000;
/** So many tokens may be checked at a time; more are refused as busy. */
const CHECKED_AT_ONCE = 1_000;

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i;

interface Verified {
  readonly person: Person;
  /** By the clock that tokens are checked with, in milliseconds; never later than the token expires. */
  readonly until: number;
}

interface Known extends Verified {
  readonly caller: Caller;
  readonly askedAt: number;
}

/** The token of a header `Authorization: Bearer <token>`; null where it has not three parts, as no API key has. */
export function tokenIn(authorization: string | undefined): string | null {
  return BEARER.exec(authorization ?? '')?.[1] ?? null;
}

/** Who sends which token: checked once, and its customer and provider looked up about once a second while it is in use. */
export class KnownPeople {
  private readonly known = new LRUCache<string, Known>({ max: KEPT_TOKENS });
  private readonly checked = new Map<string, Promise<Caller>>();

  constructor(
    private readonly rules: TokenRules,
    private readonly parts: PeopleParts,
    private readonly clock: Clock,
  ) {}

  /** Whether the token was good when it was last sent, however long ago. */
  wasGood(token: string): boolean {
    return this.known.has(keptAs(token));
  }

  /** Whose the token is. Throws InvalidTokenError, IssuerUnavailableError, TooManyStrangersError, and what the database throws. */
  find(token: string): Promise<Caller> {
    const key = keptAs(token);
    const known = this.known.get(key);
    const isCurrent = known !== undefined && this.clock.now().getTime() < known.until;
    if (isCurrent && performance.now() - known.askedAt < BELIEVED_MS) return Promise.resolve(known.caller);
    const checked = this.checked.get(key);
    if (checked !== undefined) return checked;
    if (known === undefined && this.checked.size >= CHECKED_AT_ONCE)
      return Promise.reject(new TooManyStrangersError());
    const finding = this.check(key, token, isCurrent ? known : null, known?.caller.keyId ?? null);
    this.checked.set(key, finding);
    return finding.finally(() => this.checked.delete(key));
  }

  private async check(
    key: string,
    token: string,
    verified: Verified | null,
    keyId: string | null,
  ): Promise<Caller> {
    try {
      const askedAt = performance.now();
      const { person, until } = verified ?? (await this.verify(token));
      const caller = await findPerson(this.parts, person, keyId, this.clock.now());
      this.known.set(key, { person, until, caller, askedAt });
      return caller;
    } catch (error) {
      if (error instanceof InvalidTokenError) this.known.delete(key);
      throw error;
    }
  }

  private async verify(token: string): Promise<Verified> {
    const now = this.clock.now();
    const claims = await verifyToken(token, this.rules, now);
    const person = readPerson(claims, this.parts.claimNames);
    if ('fault' in person) throw new InvalidTokenError(person.fault);
    return { person: person.value, until: Math.min(claims.exp * 1_000, now.getTime() + VERIFIED_MS) };
  }
}

/** What would let somebody in is not kept in memory, only what it is known by. */
function keptAs(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
