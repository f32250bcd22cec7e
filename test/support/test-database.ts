import { readFile } from 'node:fs/promises';
import { Client, Pool } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceFor } from '../../src/boot/data-source';
import { connectByOwner, ProgramDatabase } from '../../src/boot/program-database';
import { loadCatalogFiles } from '../../src/catalog/use-cases/load-catalog-files';
import { migrate } from '../../src/database/migrate';
import { ensureProgramLogin } from '../../src/database/program-roles';
import { Database, databaseOver } from '../../src/platform/transactions/database';
import { throughPooler } from './pooler';
import { TEST_ID_KEY } from './id-key';

/** The program, by one of its functions: each time that it is loaded there is another. */
type Loaded = typeof dataSourceFor;

declare global {
  var databasesOfWorker: Map<Loaded, Promise<TestDatabase>> | undefined;
}

const SETTINGS = { DATABASE_POOL_SIZE: 10, DATABASE_STATEMENT_TIMEOUT_MS: 30_000 };

function runName(part: string): string {
  return `ambit_test_${process.env.AMBIT_TEST_RUN}_${part}`;
}

function urlOf(databaseName: string): string {
  const url = new URL(process.env.AMBIT_TEST_SERVER_URL!);
  url.pathname = `/${databaseName}`;
  return url.toString();
}

async function onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: process.env.AMBIT_TEST_SERVER_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A migrated database with both catalogs, that every other one of the run is cloned from. */
export async function createTemplate(): Promise<void> {
  await onServer((client) => client.query(`CREATE DATABASE ${runName('template')}`));
  const dataSource = await dataSourceFor(urlOf(runName('template')), SETTINGS).initialize();
  await migrate(dataSource);
  // As the built program would, where there is one: when it starts on a clone, it finds them loaded.
  const builtId = await readFile('dist/program/build-id', 'utf8').catch(() => null);
  await loadCatalogFiles(databaseOver(dataSource), 'catalog', new Date(), builtId);
  await dataSource.query('UPDATE id_cipher SET key = $1', [TEST_ID_KEY]);
  // Makes the login, which the clones share: roles belong to the cluster.
  await ensureProgramLogin(dataSource);
  await dataSource.destroy();
}

/** The login that the databases of this run share; null where it made no template. */
async function templateLogin(): Promise<string | null> {
  const template = new Client({ connectionString: urlOf(runName('template')) });
  try {
    await template.connect();
    const { rows } = await template.query<{ name: string }>('SELECT role_name AS name FROM program_login');
    return rows[0]!.name;
  } catch (error) {
    if ((error as { code?: string }).code === '3D000') return null;
    throw error;
  } finally {
    await template.end();
  }
}

/** Drops what this run made, and nothing else: another run may be at work on the same server. */
export async function dropTestDatabases(): Promise<void> {
  const login = await templateLogin();
  await onServer(async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [runName('')],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    if (login !== null) await client.query(`DROP ROLE ${login}`);
  });
}

export interface TestDatabase {
  readonly url: string;
  /** As the owner sees it, whom no wall keeps from anything. */
  readonly database: Database;
  /** The same as the program sees it; connected to at the first call. */
  readonly asProgram: () => Promise<Database>;
  readonly close: () => Promise<void>;
}

/**
 * The database of this jest worker, cloned from the template by the worker's first test file. Its connections stay for the files
 * that follow, whose statements PostgreSQL then has planned; a file that loads the program anew opens others.
 */
export function workerDatabase(): Promise<TestDatabase> {
  const kept = (globalThis.databasesOfWorker ??= new Map<Loaded, Promise<TestDatabase>>());
  let database = kept.get(dataSourceFor);
  if (database === undefined) {
    database = openKept();
    kept.set(dataSourceFor, database);
  }
  return database;
}

async function openKept(): Promise<TestDatabase> {
  const database = await openClone(`worker_${process.env.JEST_WORKER_ID}`, false);
  return { ...database, close: () => Promise.resolve() };
}

/** A database of its own, for tests that count all rows or break something. */
export function freshDatabase(name: string): Promise<TestDatabase> {
  return openClone(name, true);
}

/** A copy of a database of `freshDatabase`, to which nobody is connected any more. */
export function copyOf(source: string, name: string): Promise<TestDatabase> {
  return openClone(name, true, source);
}

/** A database of its own as `freshDatabase` makes it, for processes alone: its address. */
export async function clonedDatabase(name: string): Promise<string> {
  await makeClone(runName(name), true);
  return urlOf(runName(name));
}

/** A database without any table. */
export async function emptyDatabase(name: string): Promise<string> {
  await onServer(async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${runName(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${runName(name)}`);
  });
  return urlOf(runName(name));
}

async function openClone(part: string, anew: boolean, source = 'template'): Promise<TestDatabase> {
  const name = runName(part);
  await makeClone(name, anew, source);
  return testDatabase(urlOf(name), await dataSourceFor(urlOf(name), SETTINGS).initialize());
}

async function makeClone(name: string, anew: boolean, source = 'template'): Promise<void> {
  await onServer(async (client) => {
    if (anew) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    const { rows } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    // Copied, not logged page by page: half the processor time.
    const copied = `TEMPLATE ${runName(source)} STRATEGY FILE_COPY`;
    if (rows.length === 0) await client.query(`CREATE DATABASE ${name} ${copied}`);
  });
}

/** Through the pooler of the run, where it has one. */
function connectProgram(owner: DataSource, url: string): Promise<ProgramDatabase> {
  const port = process.env.AMBIT_TEST_POOLER_PORT;
  if (port === undefined) return connectByOwner(owner, url, SETTINGS);
  const settings = { ...SETTINGS, DATABASE_POOLER: 'transaction' } as const;
  return connectByOwner(owner, throughPooler(url, Number(port)), settings);
}

function testDatabase(url: string, owner: DataSource): TestDatabase {
  let program: Promise<ProgramDatabase> | undefined;
  const connect = async () => {
    const connected = await connectProgram(owner, url);
    for (const { dataSource } of connected.pools) keepNobodyAlive(dataSource);
    return connected;
  };
  keepNobodyAlive(owner);
  return {
    url,
    database: databaseOver(owner),
    asProgram: async () => (await (program ??= connect())).database,
    close: async () => {
      await (await program)?.close();
      await owner.destroy();
    },
  };
}

/** A worker that is done ends with its connections. */
function keepNobodyAlive({ driver }: DataSource): void {
  (driver as unknown as { readonly master: Pool }).master.options.allowExitOnIdle = true;
}
