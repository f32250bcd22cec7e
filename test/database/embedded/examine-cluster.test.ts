import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClusterFiles } from '../../../src/database/embedded/cluster-files';
import { EmbeddedPostgresError } from '../../../src/database/embedded/embedded-postgres-error';
import { clusterExists } from '../../../src/database/embedded/examine-cluster';
import { startEmbeddedPostgres } from '../../../src/database/embedded/start-embedded-postgres';
import { emptyDataDir, removeDataDir } from './embedded-postgres';

let files: ClusterFiles;

beforeEach(async () => {
  files = await emptyDataDir();
});

afterEach(() => removeDataDir(files));

async function messageOf(dataDir: string): Promise<string> {
  const error: unknown = await startEmbeddedPostgres({ dataDir, durable: false }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EmbeddedPostgresError);
  return (error as EmbeddedPostgresError).message;
}

test('a missing and an empty directory are free for a cluster', async () => {
  expect(await clusterExists(files)).toBe(false);
  await mkdir(files.cluster);
  expect(await clusterExists(files)).toBe(false);
});

test('a cluster of another version is left alone', async () => {
  await mkdir(files.cluster);
  await writeFile(join(files.cluster, 'PG_VERSION'), '17\n');
  expect(await messageOf(files.dataDir)).toMatch(
    /was made by PostgreSQL 17, and this is PostgreSQL 18\.\nMove it away.*$/,
  );
});

test('anything else in the place of the cluster is left alone', async () => {
  await mkdir(files.cluster);
  await writeFile(join(files.cluster, 'diary.txt'), 'dear diary');
  expect(await messageOf(files.dataDir)).toMatch(/is not a data directory of PostgreSQL.*\nMove it away.*$/);
});

test('a file in the place of the data directory is an error that names it', async () => {
  const path = join(files.dataDir, 'file');
  await writeFile(path, '');
  expect(await messageOf(path)).toMatch(
    /^PostgreSQL cannot keep its data in .*file: EEXIST.*\n.*set DATABASE_URL\.$/,
  );
});

test('a cluster that PostgreSQL cannot open is an error in its own words', async () => {
  await mkdir(files.cluster, { mode: 0o700 });
  await writeFile(join(files.cluster, 'PG_VERSION'), '18\n');
  expect(await messageOf(files.dataDir)).toMatch(
    /^PostgreSQL does not start on .*postgresql\.conf.*\nIts whole output is in .*$/,
  );
});
