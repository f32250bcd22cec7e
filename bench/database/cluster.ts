import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres';
import { moveToCore, OTHER_CORE } from '../machine/cores';
import { parentOf, programOf } from '../machine/processes';

/** The PostgreSQL that a run works on. */
export interface Cluster {
  readonly version: string;
  /** Of the process that all others of the database belong to; null where it runs on another machine. */
  readonly pid: number | null;
  urlOf(database: string): string;
  /** Runs a statement that belongs to none of our databases, such as CREATE DATABASE. */
  query<Row>(text: string): Promise<Row[]>;
  stop(): Promise<void>;
}

const DATA_DIR = '.data/bench';

/** The PostgreSQL of `databaseUrl`, else an embedded one with the settings that it has for users. */
export async function openCluster(databaseUrl: string | undefined): Promise<Cluster> {
  if (databaseUrl !== undefined) return clusterAt(databaseUrl, () => Promise.resolve());
  const embedded = await startEmbeddedPostgres({ dataDir: DATA_DIR, durable: true });
  try {
    return await clusterAt(`${embedded.url}?sslmode=disable`, () => embedded.stop());
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function clusterAt(url: string, stop: () => Promise<void>): Promise<Cluster> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ version: string; pid: number }>(
    `SELECT current_setting('server_version') AS version, pg_backend_pid() AS pid`,
  );
  const pid = postmasterOf(rows[0]!.pid);
  if (pid !== null) moveToCore(OTHER_CORE, pid);
  return {
    version: rows[0]!.version,
    pid,
    urlOf(database) {
      const address = new URL(url);
      address.pathname = `/${database}`;
      return address.toString();
    },
    async query<Row>(text: string) {
      const result = await client.query(text);
      return result.rows as Row[];
    },
    async stop() {
      await client.end();
      await stop();
    },
  };
}

/** A number from another machine may be that of any process here, hence the look at what it runs. */
function postmasterOf(backend: number): number | null {
  return programOf(backend) === 'postgres' ? parentOf(backend) : null;
}
