import { FastifyInstance } from 'fastify';

/**
 * Of every response: nothing of it is kept by a cache, taken for another media type, run, framed, or named to another
 * site as the place one came from. A page that needs scripts of its own sets its own policy in place of this one.
 */
export const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Gives every response its request id and the safe headers, also one that is refused by a later hook. */
export function setResponseHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(SAFE_HEADERS).header('x-request-id', request.id);
    done();
  });
}
