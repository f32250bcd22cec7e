import { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { InvalidTokenError, IssuerUnavailableError } from '../access/invalid-token';
import { KeyUses } from '../access/key-uses';
import { KnownCallers, TooManyStrangersError } from '../access/known-callers';
import { KnownPeople, tokenIn } from '../access/known-people';
import { Caller } from '../shared/domain/caller';
import { Clock } from '../shared/domain/clock';
import { addressGroup } from './client-address';
import {
  invalidToken,
  issuerAway,
  overloaded,
  RefusedRequest,
  tooManyRequests,
  unauthenticated,
} from './refused-request';
import { WrongKeyLimit } from './wrong-key-limit';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once the key or token was looked up; null on routes that need none. */
    caller: Caller | null;
  }
}

interface IdentifyParts {
  readonly keys: KnownCallers;
  /** Null where no identity provider is set. */
  readonly people: KnownPeople | null;
  readonly wrongKeys: WrongKeyLimit;
  readonly uses: KeyUses;
  readonly clock: Clock;
}

/**
 * Finds from the headers alone who asks, before a byte of the body is read: by an API key or, where identity providers are
 * set, by a person's token. Wrong ones are limited by address; what was good before is not, so that nobody's guesses shut out
 * his neighbours.
 */
export function identifyCaller(parts: IdentifyParts): onRequestAsyncHookHandler {
  const { keys, people, wrongKeys, uses, clock } = parts;
  const strangers = new Map<string, Promise<Caller | null>>();
  return async (request) => {
    const { authorization } = request.headers;
    if (authorization === undefined) throw unauthenticated();
    if (hasSeveral(request.raw.rawHeaders)) throw severalKeys();
    const token = tokenIn(authorization);
    if (people !== null && token !== null) {
      request.caller = await callerOfToken(people, wrongKeys, token, request);
      return;
    }
    request.caller = await callerOfKey({ keys, wrongKeys, strangers }, authorization, request);
    uses.note(request.caller.keyId, clock.now());
  };
}

/** Whose key or token a header holds, as of within the last second; null where it is good no more. Throws where nobody can tell. */
export type FindAgain = (authorization: string) => Promise<Caller | null>;

/** Looks again for callers that were let in, and stay. */
export function findAgain({ keys, people }: Pick<IdentifyParts, 'keys' | 'people'>): FindAgain {
  return async (authorization) => {
    const token = tokenIn(authorization);
    if (people === null || token === null) return keys.find(authorization);
    return people.find(token).catch((error: unknown) => {
      if (error instanceof InvalidTokenError) return null;
      throw error;
    });
  };
}

/** Node would take the first of several, and a proxy before it may have looked at another. */
function hasSeveral(rawHeaders: readonly string[]): boolean {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    if (name.length === 13 && name.toLowerCase() === 'authorization') count += 1;
  }
  return count > 1;
}

function severalKeys(): RefusedRequest {
  return new RefusedRequest(400, 'BAD_REQUEST', 'Send one header Authorization, not several.');
}

interface KeyParts extends Pick<IdentifyParts, 'keys' | 'wrongKeys'> {
  /** The keys that are being looked up for the first time: who sends one of them as well makes no further guess. */
  readonly strangers: Map<string, Promise<Caller | null>>;
}

async function callerOfKey(
  { keys, wrongKeys, strangers }: KeyParts,
  authorization: string,
  request: FastifyRequest,
): Promise<Caller> {
  let finding = strangers.get(authorization);
  if (keys.wasGood(authorization)) finding = keys.find(authorization).catch(asOverload);
  else if (finding === undefined) {
    const forget = () => strangers.delete(authorization);
    finding = findStranger(keys, wrongKeys, authorization, groupOf(request)).finally(forget);
    strangers.set(authorization, finding);
  }
  const caller = await finding;
  if (caller === null) throw unauthenticated();
  return caller;
}

/** Counts a key as a guess until it is known to be good, or nobody could tell. */
async function findStranger(
  keys: KnownCallers,
  wrongKeys: WrongKeyLimit,
  authorization: string,
  group: string,
): Promise<Caller | null> {
  refuseGuesses(await wrongKeys.count(group, authorization));
  let isWrong = false;
  try {
    const caller = await keys.find(authorization).catch(asOverload);
    isWrong = caller === null;
    if (!isWrong) wrongKeys.remember(authorization);
    return caller;
  } finally {
    if (!isWrong) await wrongKeys.takeBack(group, authorization);
  }
}

/** Counted only once it is known to be wrong: people who wait for a slow issuer are no guesses, and brake nobody. */
async function callerOfToken(
  people: KnownPeople,
  wrongKeys: WrongKeyLimit,
  token: string,
  request: FastifyRequest,
): Promise<Caller> {
  const isStranger = !people.wasGood(token);
  const group = isStranger ? groupOf(request) : '';
  if (isStranger) refuseGuesses(await wrongKeys.retryAfter(group, token));
  try {
    const caller = await people.find(token);
    if (isStranger) wrongKeys.remember(token);
    return caller;
  } catch (error) {
    if (error instanceof IssuerUnavailableError) throw issuerAway();
    if (!(error instanceof InvalidTokenError)) return asOverload(error);
    if (isStranger) refuseGuesses(await wrongKeys.count(group, token));
    throw invalidToken(error.message);
  }
}

function refuseGuesses(retryAfter: number | null): void {
  if (retryAfter === null) return;
  const message =
    'Too many wrong API keys or tokens came from this address; wait the seconds that Retry-After names.';
  throw tooManyRequests('wrong-keys', message, retryAfter);
}

/** The address of the caller; where a proxy wrote none that can be read, that of the proxy. */
function groupOf(request: FastifyRequest): string {
  const group = addressGroup(request.ip);
  return group === 'unknown' ? addressGroup(request.socket.remoteAddress) : group;
}

function asOverload(error: unknown): never {
  throw error instanceof TooManyStrangersError ? overloaded('unknown-keys-waiting') : error;
}
