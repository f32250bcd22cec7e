import { EmbeddedPostgresOptions, startEmbeddedPostgres } from '../database/embedded/start-embedded-postgres';
import { Database, databaseOver } from '../platform/transactions/database';
import { connect } from './connect';
import { Environment } from './environment';

export interface OpenDatabase {
  readonly database: Database;
  readonly isEmbedded: boolean;
  /** Closes the connections and stops the embedded server where this process started it. */
  readonly close: () => Promise<void>;
}

/**
 * The database of DATABASE_URL; without it the embedded one under DATA_DIR, which is started where it is not running,
 * and again where it ends if `keep` says whom to tell when that fails.
 */
export async function openDatabase(
  environment: Environment,
  keep: Pick<EmbeddedPostgresOptions, 'onLost' | 'log'> = {},
): Promise<OpenDatabase> {
  if (environment.DATABASE_URL !== undefined) {
    const dataSource = await connect(environment.DATABASE_URL, environment);
    return { database: databaseOver(dataSource), isEmbedded: false, close: () => dataSource.destroy() };
  }
  const embedded = await startEmbeddedPostgres({ dataDir: environment.DATA_DIR, ...keep });
  try {
    const dataSource = await connect(`${embedded.url}?sslmode=disable`, environment);
    const close = async () => {
      await dataSource.destroy();
      await embedded.stop();
    };
    return { database: databaseOver(dataSource), isEmbedded: true, close };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}
