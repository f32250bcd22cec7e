import { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { Callers } from '../access/callers';
import { InvalidTokenError, IssuerUnavailableError } from '../access/invalid-token';
import { TooManyStrangersError } from '../access/known-callers';
import { Caller } from '../shared/domain/caller';
import { addressGroup } from './client-address';
import { invalidToken, issuerAway, overloaded, tooManyRequests, unauthenticated } from './refused-request';
import { WrongKeyLimit } from './wrong-key-limit';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once the key or the token was looked up; null on routes that need none. */
    caller: Caller | null;
  }
}

/**
 * Finds from the headers alone who asks, before a byte of the body is read. Wrong keys and tokens are limited by address; what
 * was good before is not, so that nobody's guesses shut out his neighbours.
 */
export function identifyCaller(callers: Callers, wrongKeys: WrongKeyLimit): onRequestAsyncHookHandler {
  return async (request) => {
    const { authorization } = request.headers;
    if (authorization === undefined) throw unauthenticated();
    const isStranger = !callers.wasGood(authorization);
    const group = isStranger ? groupOf(request) : '';
    if (isStranger) await limitStranger(wrongKeys, group);
    const caller = await callers.find(authorization).catch(async (error: unknown) => {
      // Nobody has guessed anything while tokens cannot be checked.
      if (isStranger && error instanceof IssuerUnavailableError) await wrongKeys.wasGood(group);
      throw asRefusal(error);
    });
    if (caller === null) throw unauthenticated();
    if (isStranger) await wrongKeys.wasGood(group);
    request.caller = caller;
  };
}

async function limitStranger(wrongKeys: WrongKeyLimit, group: string): Promise<void> {
  const retryAfter = await wrongKeys.count(group);
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

function asRefusal(error: unknown): unknown {
  if (error instanceof TooManyStrangersError) return overloaded('unknown-keys-waiting');
  if (error instanceof InvalidTokenError) return invalidToken(error.message);
  return error instanceof IssuerUnavailableError ? issuerAway() : error;
}
