import { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { KeyUses } from '../access/key-uses';
import { KnownCallers, TooManyStrangersError } from '../access/known-callers';
import { Caller } from '../shared/domain/caller';
import { Clock } from '../shared/domain/clock';
import { addressGroup } from './client-address';
import { overloaded, tooManyRequests, unauthenticated } from './refused-request';
import { WrongKeyLimit } from './wrong-key-limit';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once the key was looked up; null on routes that need none. */
    caller: Caller | null;
  }
}

interface IdentifyParts {
  readonly callers: KnownCallers;
  readonly wrongKeys: WrongKeyLimit;
  readonly uses: KeyUses;
  readonly clock: Clock;
}

/**
 * Finds from the headers alone who asks, before a byte of the body is read. Wrong keys are limited by address; a key that
 * was good before is not, so that nobody's guesses shut out his neighbours.
 */
export function identifyCaller(parts: IdentifyParts): onRequestAsyncHookHandler {
  const { callers, wrongKeys, uses, clock } = parts;
  return async (request) => {
    const { authorization } = request.headers;
    if (authorization === undefined) throw unauthenticated();
    const isStranger = !callers.wasGood(authorization);
    const group = isStranger ? groupOf(request) : '';
    if (isStranger) await limitStranger(wrongKeys, group);
    const caller = await callers.find(authorization).catch(asOverload);
    if (caller === null) throw unauthenticated();
    if (isStranger) await wrongKeys.wasGood(group);
    uses.note(caller.keyId, clock.now());
    request.caller = caller;
  };
}

async function limitStranger(wrongKeys: WrongKeyLimit, group: string): Promise<void> {
  const retryAfter = await wrongKeys.count(group);
  if (retryAfter === null) return;
  const message = 'Too many wrong API keys came from this address; wait the seconds that Retry-After names.';
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
