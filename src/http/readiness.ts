import { FastifyInstance } from 'fastify';
import { probeOf } from '../platform/probe';
import { Database } from '../platform/transactions/database';
import { ServiceState } from './service-state';

/** However many ask, the database is asked about four times a second. */
const BELIEVED_MS = 250;

/** GET /readyz: whether this process is to get requests, and the database answers, asked over a connection of its own. */
export function registerReadiness(server: FastifyInstance, database: Database, state: ServiceState): void {
  const probe = probeOf(database.dataSource);
  server.addHook('onClose', () => probe.close());
  let ready: Promise<boolean> | null = null;
  const isReady = () => {
    ready ??= probe.answers().finally(() => {
      setTimeout(() => (ready = null), BELIEVED_MS).unref();
    });
    return ready;
  };
  server.get('/readyz', async (request, reply) => {
    const reason = state.notReadyBecause ?? ((await isReady()) ? null : 'the database does not answer');
    if (reason === null) return { status: 'ready' };
    request.refusedAs = 'not-ready';
    return reply.code(503).send({ status: 'not ready', reason });
  });
}
