import { FastifyInstance } from 'fastify';
import { KeyUses } from '../access/key-uses';
import { Database } from '../platform/transactions/database';

const WRITTEN_EVERY_MS = 60_000;

/** The uses of keys on this server, written once a minute and when it closes. */
export function keyUsesOf(server: FastifyInstance, database: Database): KeyUses {
  const uses = new KeyUses(database);
  const write = () =>
    uses
      .write()
      .catch((error: unknown) => server.log.error({ err: error }, 'the last use of keys was not written'));
  const timer = setInterval(() => void write(), WRITTEN_EVERY_MS);
  timer.unref();
  server.addHook('onClose', async () => {
    clearInterval(timer);
    await write();
  });
  return uses;
}
