import { FastifyBaseLogger } from 'fastify';
import type { DataSource } from 'typeorm';
import { refuseNewerSchema, SchemaTooNewError } from '../database/migrate';
import { ServiceState } from '../http/service-state';

const LOOKED_EVERY_MS = 4_000;

/**
 * Looks every four seconds whether a newer program has migrated the database, and says so in the state of the service
 * and in the log. Its writes, those of jobs too, are refused by the database itself. Returns how to stop it.
 */
export function watchSchema(
  dataSource: DataSource,
  state: ServiceState,
  log: FastifyBaseLogger,
): () => Promise<void> {
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(() => look(dataSource, state, log));
  }, LOOKED_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return looking;
  };
}

async function look(dataSource: DataSource, state: ServiceState, log: FastifyBaseLogger): Promise<void> {
  try {
    await refuseNewerSchema(dataSource);
    state.isOutdated = false;
  } catch (error) {
    // A database that does not answer says nothing about its schema.
    if (!(error instanceof SchemaTooNewError)) return;
    if (!state.isOutdated)
      log.error({ migrations: error.unknown }, 'the database is newer than this program');
    state.isOutdated = true;
  }
}
