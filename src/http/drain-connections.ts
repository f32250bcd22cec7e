import { FastifyInstance } from 'fastify';
import { stopping } from './refused-request';

/**
 * Refuses new requests when the server begins to close, and ends each connection with the answer that is in flight. A
 * client that keeps its connection for further requests would hold up the stop until it lets go of it.
 */
export function drainConnections(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  server.addHook('onRequest', (_request, _reply, done) => done(isClosing ? stopping() : undefined));
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done();
  });
}
