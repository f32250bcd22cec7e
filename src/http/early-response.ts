import { FastifyInstance } from 'fastify';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

/** How long a client may go on sending what nobody reads, so that it comes to read its response. */
const LINGER_MS = 1_000;

/**
 * Lets a response be sent before the body was read. What is left of a small body is thrown away and the connection kept;
 * otherwise it is closed with the response, and only half at first: to close it wholly while the client still sends would
 * reset it, and could take the response from the client.
 */
export function allowEarlyResponses(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, _payload, done) => {
    const { raw } = request;
    if (!hasUnreadBody(raw)) return done();
    raw.resume();
    // The rest of what has arrived already is parsed within this turn of the event loop.
    setImmediate(() => {
      if (hasUnreadBody(raw)) {
        void reply.header('connection', 'close');
        closeInHalves(raw.socket);
      }
      done();
    });
  });
}

function hasUnreadBody(raw: IncomingMessage): boolean {
  const { headers } = raw;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return hasBody && !raw.complete && !raw.destroyed;
}

/** node:http calls `destroySoon` after the last response of a connection. */
function closeInHalves(socket: Socket): void {
  socket.destroySoon = () => {
    socket.end();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
}
