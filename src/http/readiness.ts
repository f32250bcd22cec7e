import { FastifyInstance } from 'fastify';
import { ping } from '../platform/sql';
import { Database } from '../platform/transactions/database';

/** However many ask, the database is asked about four times a second. */
const BELIEVED_MS = 250;
const PATIENCE_MS = 2_000;

/** GET /readyz: whether the database answers. */
export function registerReadiness(server: FastifyInstance, database: Database): void {
  let ready: Promise<boolean> | null = null;
  const isReady = () => {
    ready ??= ask(database).finally(() => {
      setTimeout(() => (ready = null), BELIEVED_MS).unref();
    });
    return ready;
  };
  server.get('/readyz', async (request, reply) => {
    if (await isReady()) return { status: 'ready' };
    request.refusedAs = 'not-ready';
    return reply.code(503).send({ status: 'not ready', reason: 'the database does not answer' });
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
