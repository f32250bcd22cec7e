import { FastifyInstance } from 'fastify';
import { Socket } from 'node:net';
import { Environment } from '../boot/environment';
import { respondToClientError } from './client-error-response';
import { networkOf, trustedProxies } from './client-address';
import { Connections } from './connections';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether a connection was ended since its client did not read. */
    wasSlowReader: (socket: Socket) => boolean;
  }
}

export type ConnectionSettings = Pick<
  Environment,
  | 'MAX_CONNECTIONS'
  | 'MAX_CONNECTIONS_PER_ADDRESS'
  | 'SLOW_READER_TIMEOUT_MS'
  | 'HEADERS_TIMEOUT_MS'
  | 'REQUEST_TIMEOUT_MS'
  | 'TRUST_PROXY'
>;

/** Limits number, slowness and end of the connections to the server. */
export function guardConnections(instance: FastifyInstance, settings: ConnectionSettings): void {
  const { server } = instance;
  const connections = new Connections(
    {
      all: settings.MAX_CONNECTIONS,
      perAddress: settings.MAX_CONNECTIONS_PER_ADDRESS,
      slowReaderMs: settings.SLOW_READER_TIMEOUT_MS,
      isProxy: trustedProxies(settings.TRUST_PROXY),
    },
    (why, address) => instance.refusals.count(why, { network: networkOf(address) }),
  );
  instance.decorate('wasSlowReader', (socket: Socket) => connections.wasSlow(socket));
  server.requestTimeout = settings.REQUEST_TIMEOUT_MS;
  server.headersTimeout = Math.min(settings.HEADERS_TIMEOUT_MS, settings.REQUEST_TIMEOUT_MS);
  server.on('connection', (socket: Socket) => connections.opened(socket));
  server.prependListener('request', (request, response) => connections.asked(request, response));
  server.removeAllListeners('clientError');
  server.on('clientError', (error, socket) => {
    respondToClientError(error, socket as Socket, connections.isResponding(socket as Socket));
  });
  instance.addHook('preClose', (done) => {
    connections.stop();
    done();
  });
  instance.addHook('onClose', (_instance, done) => {
    connections.stopped();
    done();
  });
}
