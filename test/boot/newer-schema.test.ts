import { readdir, readFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clonedDatabase } from '../support/test-database';
import { queryDatabase } from '../support/foreign-database';
import { startServerProcess } from '../support/server-processes';

it('a process whose database was migrated by a newer one refuses writes with 503 at once, and is not ready 5 seconds later', async () => {
  const url = await clonedDatabase('newer_while_running');
  const folder = await mkdtemp(join(tmpdir(), 'ambit-newer-'));
  const server = await startServerProcess(url, { DATA_DIR: folder, LOG_LEVEL: 'error' }, ['--demo']);
  const [file] = (await readdir(folder)).filter((each) => each.startsWith('keys'));
  const { ADMIN } = JSON.parse(await readFile(join(folder, file!), 'utf8')) as Record<string, string>;
  const create = (number: string) =>
    fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
      body: JSON.stringify({
        query: `mutation { createCustomer(input: { number: "${number}", name: "Late", region: EUROPE, language: EN }) { userErrors { message } } }`,
      }),
    });
  expect((await create('N-1')).status).toBe(200);
  await queryDatabase(
    url,
    `INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Future1999999999999')`,
  );
  const refused = await create('N-2');
  expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([
    503,
    '1',
    expect.stringContaining('SERVICE_UNAVAILABLE'),
  ]);
  const customers = await queryDatabase(url, `SELECT number FROM customers WHERE number LIKE 'N-%'`);
  expect(customers).toEqual([{ number: 'N-1' }]);
  await sleep(5_000);
  const ready = await fetch(new URL('/readyz', server.url));
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: 'not ready', reason: 'the database is newer than this program' },
  ]);
  await server.stop();
}, 180_000);
