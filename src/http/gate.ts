import { FastifyReply, FastifyRequest, onRequestHookHandler, RouteHandlerMethod } from 'fastify';
import { FairGate, NoPlaceError } from './fair-gate';
import { overloaded, stopping } from './refused-request';

/** The gate of a route: a request has its place while it is worked on, not while it is sent or its response is read. */
export interface Gate {
  /** Refuses, before the body is read, what would be refused afterwards anyway. */
  readonly onRequest: onRequestHookHandler;
  /** The handler, run in a place of the caller's key. */
  around(handler: RouteHandlerMethod): RouteHandlerMethod;
}

/** A gate over these places, which takes so many unfinished uploads of one key at a time. */
export function gateOf(places: FairGate, uploadsPerKey: number): Gate {
  const uploads = new Map<string, number>();
  return {
    onRequest(request, reply, done) {
      const key = keyOf(request);
      if (places.isFull(key)) return done(overloaded('queue-full'));
      if (isArriving(request)) {
        if ((uploads.get(key) ?? 0) >= uploadsPerKey) return done(overloaded('uploads'));
        countUpload(uploads, key, request, reply);
      }
      done();
    },
    around: (handler) =>
      async function (this, request, reply) {
        const key = keyOf(request);
        await places.enter(key, (refuse) => reply.raw.once('close', refuse)).catch(asRefusal);
        try {
          return await handler.call(this, request, reply);
        } finally {
          request.endTurn?.();
          places.leave(key);
        }
      },
  };
}

function keyOf(request: FastifyRequest): string {
  return request.caller!.keyId;
}

/** Whether a part of the body has not come yet. A small one comes together with the headers. */
function isArriving({ raw }: FastifyRequest): boolean {
  return !raw.complete && (raw.headers['content-length'] !== undefined || 'transfer-encoding' in raw.headers);
}

function countUpload(
  uploads: Map<string, number>,
  key: string,
  { raw }: FastifyRequest,
  reply: FastifyReply,
): void {
  uploads.set(key, (uploads.get(key) ?? 0) + 1);
  const ended = () => {
    raw.off('end', ended);
    reply.raw.off('close', ended);
    const left = uploads.get(key)! - 1;
    if (left > 0) uploads.set(key, left);
    else uploads.delete(key);
  };
  raw.once('end', ended);
  reply.raw.once('close', ended);
}

function asRefusal(error: unknown): never {
  if (!(error instanceof NoPlaceError)) throw error;
  if (error.reason === 'stopping') throw stopping();
  // Nobody reads the response of one whose client has gone.
  throw overloaded(error.reason === 'client-gone' ? 'waited-too-long' : error.reason);
}
