import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queryDatabase } from '../support/foreign-database';
import { startServerProcess } from '../support/server-processes';

const CREATE =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { number } userErrors { code } } }';

it('a commit that waits for a standby that is away is given up as OUTCOME_UNKNOWN, and the same idempotency key tells what came of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ambit-standby-'));
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const url = `${postgres.url}?sslmode=disable`;
  const settings = { DATA_DIR: folder, LOG_LEVEL: 'silent', DATABASE_STATEMENT_TIMEOUT_MS: '1000' };
  const server = await startServerProcess(url, settings, ['--demo']);
  const file = (await readdir(folder)).find((each) => each.startsWith('keys'))!;
  const { ADMIN } = JSON.parse(await readFile(join(folder, file), 'utf8')) as { ADMIN: string };
  const create = async () => {
    const input = { number: 'S-1', name: 'Standby', region: 'EUROPE', idempotencyKey: 'standby-1' };
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: CREATE, variables: { input } }),
    });
    return { status: response.status, text: await response.text() };
  };
  await queryDatabase(url, `ALTER SYSTEM SET synchronous_standby_names = 'nobody'`);
  await queryDatabase(url, 'SELECT pg_reload_conf()');
  const unknown = await create();
  expect([unknown.status, unknown.text]).toEqual([504, expect.stringContaining('OUTCOME_UNKNOWN')]);
  await queryDatabase(url, 'ALTER SYSTEM RESET synchronous_standby_names');
  await queryDatabase(url, 'SELECT pg_reload_conf()');
  const known = await create();
  expect([known.status, known.text]).toEqual([200, expect.stringContaining('"S-1"')]);
  expect(await queryDatabase(url, `SELECT number FROM customers WHERE number = 'S-1'`)).toHaveLength(1);
  await server.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 180_000);
