import { rm } from 'node:fs/promises';
import { dropTestDatabases } from './test-database';

export default async function globalTeardown(): Promise<void> {
  await globalThis.testPooler?.stop();
  if (process.env.TEST_DATABASE_URL !== undefined) await dropTestDatabases();
  await globalThis.embeddedTestPostgres?.stop();
  if (process.env.AMBIT_TEST_DATA_DIR !== undefined)
    await rm(process.env.AMBIT_TEST_DATA_DIR, { recursive: true });
}
