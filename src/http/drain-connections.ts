import { FastifyInstance } from 'fastify';
import { stopping } from './refused-request';

/**
 * Drains the server's connections when it begins to close: refuses new requests and ends each connection with its last response. A
 * client that keeps its connection alive would block the stop otherwise.
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
