import { FastifyInstance } from 'fastify';

/**
 * Ends each connection with the answer that is under way when the server begins to close. A client that keeps its
 * connection for further requests would hold up the stop until it lets go of it.
 */
export function letConnectionsGo(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done();
  });
}
