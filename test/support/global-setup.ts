import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres';
import { Pooler, startPooler } from './pooler';
import { createTemplate } from './test-database';

declare global {
  var embeddedTestPostgres: EmbeddedPostgres | undefined;
  var testPooler: Pooler | undefined;
}

/**
 * One PostgreSQL for the whole run: the one of TEST_DATABASE_URL, else an embedded one that forgets. With AMBIT_TEST_POOLER=1
 * the program reaches it through pgbouncer alone.
 */
export default async function globalSetup(): Promise<void> {
  process.env.AMBIT_TEST_SERVER_URL = process.env.TEST_DATABASE_URL ?? (await startForgetful());
  process.env.AMBIT_TEST_RUN = randomBytes(6).toString('hex');
  await createTemplate();
  if (process.env.AMBIT_TEST_POOLER === '1') {
    globalThis.testPooler = await startPooler(process.env.AMBIT_TEST_SERVER_URL);
    process.env.AMBIT_TEST_POOLER_PORT = `${globalThis.testPooler.port}`;
  }
}

async function startForgetful(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ambit-test-'));
  process.env.AMBIT_TEST_DATA_DIR = dataDir;
  globalThis.embeddedTestPostgres = await startEmbeddedPostgres({ dataDir, durable: false });
  return globalThis.embeddedTestPostgres.url;
}
