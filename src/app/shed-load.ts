import { FastifyInstance } from 'fastify';
import { errorBody } from './answer-fault';

/** After how many seconds a client that was turned away should come again. */
const RETRY_AFTER_S = 1;

/**
 * Turns requests away at once while as many are under way as the server can answer in good time: those that it has
 * accepted keep their pace, and the others lose none waiting for an answer that comes too late.
 */
export function shedLoad(server: FastifyInstance, maxUnderWay: number): void {
  let underWay = 0;
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/graphql') && underWay >= maxUnderWay) {
      const message = 'The server is carrying all it can; send the request again in a second.';
      void reply
        .code(503)
        .header('retry-after', RETRY_AFTER_S)
        .send(errorBody('SERVICE_UNAVAILABLE', message));
      return;
    }
    underWay += 1;
    reply.raw.once('close', () => (underWay -= 1));
    done();
  });
}
