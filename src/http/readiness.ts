import { FastifyInstance } from 'fastify';
import { ping } from '../platform/sql';
import { Database } from '../platform/transactions/database';
import { ServiceState } from './service-state';

/** However many ask, the database is asked about four times a second. */
const BELIEVED_MS = 250;
const PATIENCE_MS = 2_000;

/** GET /readyz: whether this process is to get requests, and the database answers. */
export function registerReadiness(server: FastifyInstance, database: Database, state: ServiceState): void {
  let ready: Promise<boolean> | null = null;
  const isReady = () => {
    ready ??= ask(database).finally(() => {
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

async function ask(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const asked = ping(database.sql).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, impatience]).finally(() => clearTimeout(timer));
}
