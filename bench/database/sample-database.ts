import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { dataSourceFor } from '../../src/boot/data-source';
import { loadCatalogFiles } from '../../src/catalog/use-cases/load-catalog-files';
import { migrate } from '../../src/database/migrate';
import { databaseOver } from '../../src/platform/transactions/database';
import { checkData } from '../data/check-data';
import { loadData, Progress } from '../data/load-data';
import { readLoadedPlans } from '../data/plan-ids';
import { Size } from '../data/size';
import { Cluster } from './cluster';

/** Whatever decides on what is loaded. A change in one of them makes kept data useless. */
const DECISIVE_FOLDERS = ['src/database/migrations', 'bench/data', 'bench/catalog', 'catalog'];

const MOST_CHECKED = 100_000;

/** Nothing is waited for here as a request is. */
const SETTINGS = { DATABASE_POOL_SIZE: 2, DATABASE_STATEMENT_TIMEOUT_MS: 600_000 };

export interface SampleDatabase {
  readonly url: string;
  /** The key under which its ids hide their numbers. */
  readonly idKey: Uint8Array;
  drop(): Promise<unknown>;
}

/**
 * A database with the data of a size, to be written to and thrown away. It is a copy of one that is loaded once and kept
 * for later runs, until the schema, the data or the month is another one.
 */
export async function makeSampleDatabase(
  cluster: Cluster,
  size: Size,
  month: Date,
  options: { readonly reload: boolean; readonly progress: Progress },
): Promise<SampleDatabase> {
  const kept = `ambit_bench_${size}`;
  const copy = `ambit_bench_run_${size}`;
  const mark = await markOf(month);
  if (options.reload || (await readMark(cluster, kept)) !== mark) {
    await cluster.query(`DROP DATABASE IF EXISTS ${kept} WITH (FORCE)`);
    await cluster.query(`CREATE DATABASE ${kept}`);
    await fill(cluster.urlOf(kept), size, month, options.progress);
    await cluster.query(`COMMENT ON DATABASE ${kept} IS '${mark}'`);
  }
  await cluster.query(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`);
  await cluster.query(`CREATE DATABASE ${copy} TEMPLATE ${kept} STRATEGY FILE_COPY`);
  const url = cluster.urlOf(copy);
  return { url, idKey: await idKeyOf(url), drop: () => cluster.query(`DROP DATABASE ${copy} WITH (FORCE)`) };
}

async function idKeyOf(url: string): Promise<Uint8Array> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ key: Buffer }>('SELECT key FROM id_cipher')).rows[0]!.key;
  } finally {
    await client.end();
  }
}

async function markOf(month: Date): Promise<string> {
  const hash = createHash('sha256').update(month.toISOString().slice(0, 7));
  for (const folder of DECISIVE_FOLDERS) {
    for (const file of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, file)));
  }
  return hash.digest('hex');
}

async function readMark(cluster: Cluster, database: string): Promise<string | null> {
  const [found] = await cluster.query<{ mark: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = '${database}'`,
  );
  return found?.mark ?? null;
}

async function fill(url: string, size: Size, month: Date, progress: Progress): Promise<void> {
  const dataSource = await dataSourceFor(url, SETTINGS).initialize();
  try {
    await migrate(dataSource);
    const database = databaseOver(dataSource);
    for (const folder of ['catalog', 'bench/catalog']) await loadCatalogFiles(database, folder, month);
    await loadData(url, { size, month, plans: await readLoadedPlans(database.sql) }, progress);
    // More of them, made by the same code, would take longer to check than to make.
    const faults = size <= MOST_CHECKED ? await checkData(database.sql) : [];
    if (faults.length > 0) throw new Error(`the data that was made is not sound:\n${faults.join('\n')}`);
  } finally {
    await dataSource.destroy();
  }
}
