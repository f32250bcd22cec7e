import { FastifyInstance, onRequestHookHandler } from 'fastify';
import { Charge, Charged } from '../graphql/cost/charge';
import { rateLimitHeaders, secondsToWait } from '../graphql/cost/rate-limited';
import { RefusalPace } from './refusal-pace';
import { RefusedRequest, tooManyRequests } from './refused-request';

declare module 'fastify' {
  interface FastifyInstance {
    refusalPace: RefusalPace;
  }
}

/**
 * Answers each 429 of a known key when its time has come: a client that comes back as soon as it is refused would otherwise
 * do so the faster, the cheaper a refusal is. Neither a place at the gate nor the body is kept meanwhile.
 */
export function paceRefusals(server: FastifyInstance): void {
  const pace = new RefusalPace();
  server.decorate('refusalPace', pace);
  server.addHook('onSend', (request, reply, _payload, done) => {
    if (reply.statusCode !== 429 || request.caller === null) return done();
    request.body = undefined;
    reply.raw.once(
      'close',
      pace.refuse(request.caller.keyId, () => done()),
    );
  });
  server.addHook('preClose', (done) => {
    pace.stop();
    done();
  });
}

/**
 * Refuses from the headers, before the body is read, what would be refused whatever it is: while a bucket of the caller is in
 * debt, and while so many refusals of its key are held back already that this one would not be.
 */
export function refuseSpent(charge: Charge, pace: RefusalPace): onRequestHookHandler {
  return (request, _reply, done) => {
    const { keyId } = request.caller!;
    const charged = charge(request.caller!, 0);
    if (charged instanceof Promise) charged.then((known) => done(refusal(known, pace, keyId)), done);
    else done(refusal(charged, pace, keyId));
  };
}

function refusal(charged: Charged, pace: RefusalPace, keyId: string): RefusedRequest | undefined {
  if (!charged.allowed) {
    const seconds = secondsToWait(charged);
    const message = `An earlier request cost more points than there were, and the debt is not yet restored; ${charged.restoreRate} points come back a second. Send it again in ${seconds} s.`;
    return tooManyRequests('cost', message, seconds, rateLimitHeaders(charged));
  }
  if (!pace.isFull(keyId)) return undefined;
  const message = 'Too many requests of this key were refused within the last second. Send it again in 1 s.';
  return tooManyRequests('cost-refused-again', message, 1, rateLimitHeaders(charged));
}
