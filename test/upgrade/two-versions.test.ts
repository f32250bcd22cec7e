import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataSourceFor } from '../../src/boot/data-source';
import { migrate } from '../../src/database/migrate';
import { queryDatabase } from '../support/foreign-database';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { emptyDatabase } from '../support/test-database';
import { buildRelease, lastRelease } from './last-release';

const release = lastRelease();
/** To build a program takes a minute of a busy machine: `npm run test:upgrade`. */
const missing =
  process.env.AMBIT_UPGRADE === '1'
    ? 'missing' in release && release.missing
    : 'it is not asked for: npm run test:upgrade';
const tried = missing ? it.skip : it;
const name = 'ref' in release ? release.ref : 'the last release';

const CREATE = (number: string) =>
  `mutation { createCustomer(input: { number: "${number}", name: "Old", region: EUROPE, language: EN }) { userErrors { message } } }`;
const READ = '{ customers(first: 50) { nodes { number } } }';

async function ask(server: ServerProcess, key: string, query: string) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const response = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return { status: response.status, text: await response.text() };
}

tried(
  `a process of ${name} goes on reading after this program has migrated its database, and writes only where nothing was migrated${missing ? ` (skipped: ${missing})` : ''}`,
  async () => {
    const { folder, remove } = buildRelease((release as { ref: string }).ref);
    const dataDir = await mkdtemp(join(tmpdir(), 'ambit-upgrade-'));
    const url = await emptyDatabase('upgrade');
    const settings = { DATA_DIR: dataDir, LOG_LEVEL: 'error' };
    const old = await startServerProcess(url, settings, ['--demo'], folder);
    const [file] = (await readdir(dataDir)).filter((each) => each.startsWith('keys'));
    const keys = JSON.parse(await readFile(join(dataDir, file!), 'utf8')) as Record<string, string>;
    const key = keys.ADMIN!;
    expect(await ask(old, key, CREATE('V-1'))).toMatchObject({ status: 200 });
    const migrations = () => queryDatabase(url, 'SELECT name FROM migrations ORDER BY id');
    const before = await migrations();

    const owner = await dataSourceFor(url, {
      DATABASE_POOL_SIZE: 2,
      DATABASE_STATEMENT_TIMEOUT_MS: 60_000,
    }).initialize();
    await migrate(owner);
    await owner.destroy();
    const isNewer = (await migrations()).length > before.length;

    const read = await ask(old, key, READ);
    expect([read.status, read.text]).toEqual([200, expect.stringContaining('"V-1"')]);
    const written = await ask(old, key, CREATE('V-2'));
    expect(written).toMatchObject(
      isNewer
        ? { status: 503, text: expect.stringContaining('SERVICE_UNAVAILABLE') as string }
        : { status: 200 },
    );
    await sleep(5_000);
    const ready = await fetch(new URL('/readyz', old.url));
    expect(ready.status).toBe(isNewer ? 503 : 200);
    await old.stop();

    const current = await startServerProcess(url, settings);
    const customers = await ask(current, key, READ);
    expect(customers.text).toContain('"V-1"');
    expect(customers.text.includes('"V-2"')).toBe(!isNewer);
    expect(await ask(current, key, CREATE('V-3'))).toMatchObject({ status: 200 });
    await current.stop();
    remove();
    await rm(dataDir, { recursive: true, force: true });
  },
  600_000,
);
