import { Catalog } from '../catalog/persistence/catalog';
import { loadCatalogFiles } from '../catalog/use-cases/load-catalog-files';
import { whileLocked } from '../database/migrate';
import { systemClock } from '../shared/domain/clock';
import { Environment } from './environment';
import { startHousekeeping } from './housekeeping';
import { createHttpServer } from '../http/http-server';
import { provideDemo } from '../demo/provide-demo';
import { listen } from './listen';
import { readTrustedDocuments } from './read-trusted-documents';
import { openDatabase } from './open-database';
import { welcome } from './welcome';

export interface Program {
  /** Drains the requests in flight, then stops the server and the database that belongs to it. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Demo data also in a database that is not the embedded one. */
  readonly wantsDemo: boolean;
  readonly print: (text: string) => void;
}

/** The whole start: database, schema, catalog, demo data, server. Whatever fails stops what was started before it. */
export async function startProgram(environment: Environment, options: StartOptions): Promise<Program> {
  const trustedDocuments = await readTrustedDocuments(environment);
  const started: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopPart of started.splice(0).reverse()) await stopPart();
  };
  try {
    const { database, owner, isEmbedded, notice, close } = await openDatabase(environment);
    started.push(close);
    const catalog = new Catalog(database);
    const demo = await whileLocked(database.dataSource, async () => {
      await loadCatalogFiles(database, environment.CATALOG_DIR, systemClock.now());
      await catalog.read();
      if (!isEmbedded && !options.wantsDemo) return null;
      const keptIn = { dataDir: environment.DATA_DIR, databaseUrl: environment.DATABASE_URL };
      return provideDemo(catalog, database, systemClock, keptIn);
    });
    const server = await createHttpServer({
      environment,
      database,
      catalog,
      clock: systemClock,
      trustedDocuments,
    });
    started.push(() => server.close());
    started.push(startHousekeeping({ environment, database, owner, clock: systemClock, log: server.log }));
    const url = await listen(server, environment);
    if (notice !== null) options.print(`${notice}\n`);
    options.print(welcome(url, demo, environment.NODE_ENV !== 'production'));
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
