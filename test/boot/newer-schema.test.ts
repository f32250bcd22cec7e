import { readdir, readFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clonedDatabase } from '../support/test-database';
import { queryDatabase } from '../support/foreign-database';
import { ServerProcess, startServerProcess } from '../support/server-processes';

const FUTURE = `INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Future1999999999999')`;
const NEWER = /the database is newer than this program/g;
/** An event of a type that no program knows yet, and every contract due to be looked at. */
const WORK = `
  INSERT INTO events (type, occurred_at, recorded_at, subject_type, subject_id, data)
    VALUES ('future.thing', now(), now(), 'Future', 1, '{}');
  UPDATE contract_timers SET due_at = now() - interval '1 minute' WHERE due_at IS NOT NULL`;
const LEFT = `
  SELECT (SELECT max(position) FROM events) > (SELECT position FROM event_consumers WHERE name = 'mails') AS "isUnheard",
    EXISTS (SELECT FROM contract_timers WHERE due_at < now()) AS "isDue"`;

const leftOf = async (url: string) => (await queryDatabase(url, LEFT))[0];

async function expectJobsToWork(url: string): Promise<void> {
  await queryDatabase(url, WORK);
  while (JSON.stringify(await leftOf(url)) !== '{"isUnheard":false,"isDue":false}') await sleep(100);
}

/** Once each of the processes has said why, none of them does its jobs, or complains that it cannot. */
async function expectJobsToRest(url: string, server: ServerProcess, processes: number): Promise<void> {
  await queryDatabase(url, WORK);
  while ((server.output().match(NEWER) ?? []).length < processes) await sleep(50);
  // A turn that was running may still end.
  await sleep(500);
  const said = server.output();
  await sleep(2_500);
  expect(server.output()).toBe(said);
  expect(await leftOf(url)).toEqual({ isUnheard: true, isDue: true });
}

it.concurrent(
  'a process whose database was migrated by a newer one refuses writes with 503 at once, is not ready some seconds later, and lets its jobs rest',
  async () => {
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
    await expectJobsToWork(url);
    await queryDatabase(url, FUTURE);
    const refused = await create('N-2');
    expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([
      503,
      '1',
      expect.stringContaining('SERVICE_UNAVAILABLE'),
    ]);
    const customers = await queryDatabase(url, `SELECT number FROM customers WHERE number LIKE 'N-%'`);
    expect(customers).toEqual([{ number: 'N-1' }]);
    await expectJobsToRest(url, server, 1);
    const ready = await fetch(new URL('/readyz', server.url));
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', reason: 'the database is newer than this program' },
    ]);
    await server.stop();
  },
  180_000,
);

it.concurrent(
  'with several processes the first one, which does the jobs, lets them rest as well once its database is newer',
  async () => {
    const url = await clonedDatabase('newer_while_several_run');
    const server = await startServerProcess(url, { PROCESSES: '2', LOG_LEVEL: 'error' }, ['--demo']);
    await expectJobsToWork(url);
    await queryDatabase(url, FUTURE);
    await expectJobsToRest(url, server, 3);
    expect(await server.stop()).toMatchObject({ exitCode: 0 });
  },
  180_000,
);
