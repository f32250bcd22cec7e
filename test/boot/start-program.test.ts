import { setTimeout as sleep } from 'node:timers/promises';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { MIGRATIONS } from '../../src/database/migrations';
import { DEMO_CONTRACTS, DEMO_CUSTOMERS } from '../../src/demo/demo-data';
import { contactNamed } from '../support/builders';
import { addressWith, queryDatabase } from '../support/foreign-database';
import { mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { ServerProcess, spawnServer, startServerProcess } from '../support/server-processes';
import { clonedDatabase, emptyDatabase, freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor } from '../support/test-server';

let dataDir: string;
beforeAll(async () => (dataDir = await mkdtemp(join(tmpdir(), 'ambit-start-'))));
afterAll(() => rm(dataDir, { recursive: true }));

it('two processes started at the same time on one empty database both come up, and one of them made everything', async () => {
  const url = await emptyDatabase('two_starts');
  const processes = await Promise.all([1, 2].map(() => startServerProcess(url, {}, ['--demo'])));
  for (const { url: address } of processes) {
    expect(await (await fetch(new URL('/readyz', address))).json()).toEqual({ status: 'ready' });
  }
  const [counts] = await queryDatabase<Record<string, number>>(
    url,
    `SELECT (SELECT count(*)::int FROM migrations) AS migrations, (SELECT count(*)::int FROM plans) AS plans,
              (SELECT count(*)::int FROM customers) AS customers, (SELECT count(*)::int FROM contracts) AS contracts,
              (SELECT count(*)::int FROM api_keys) AS keys`,
  );
  expect(counts).toEqual({
    migrations: MIGRATIONS.length,
    plans: 6,
    customers: DEMO_CUSTOMERS.length,
    contracts: DEMO_CONTRACTS.length,
    keys: 10,
  });
  for (const { exitCode } of await Promise.all(processes.map((one) => one.stop()))) expect(exitCode).toBe(0);
});

describe('a database of one’s own', () => {
  let database: TestDatabase;
  let server: ServerProcess;

  beforeAll(async () => {
    database = await freshDatabase('own_database');
    server = await startServerProcess(database.url, { DATA_DIR: dataDir });
  });
  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  it('a database of one’s own gets no demo and no keys unless asked', async () => {
    expect(await rowCounts(database.database)).toMatchObject({ customers: 0, contracts: 0, api_keys: 0 });
    await expect(readFile(join(dataDir, 'keys.json'))).rejects.toThrow('ENOENT');
  });

  it('a database of one’s own whose catalogs this build has loaded is not loaded again', async () => {
    const origins = await database.database.sql.rows('SELECT loaded_from FROM providers ORDER BY id');
    // One that had read them would have written something else.
    const template = await freshDatabase('as_loaded');
    expect(origins).toEqual(
      await template.database.sql.rows('SELECT loaded_from FROM providers ORDER BY id'),
    );
    expect(origins).toEqual([1, 2].map(() => ({ loaded_from: expect.any(String) as string })));
    await template.close();
  });

  // Last in this group: the database is gone afterwards.
  it('a database of one’s own is alive without its database, but not ready', async () => {
    const ask = async (path: string) => {
      const response = await fetch(new URL(path, server.url));
      return [response.status, await response.json()];
    };
    expect(await ask('/healthz')).toEqual([200, { status: 'ok' }]);
    expect(await ask('/readyz')).toEqual([200, { status: 'ready' }]);
    await database.close();
    const name = new URL(database.url).pathname.slice(1);
    const elsewhere = addressWith(database.url, (url) => (url.pathname = '/postgres'));
    await queryDatabase(elsewhere, `DROP DATABASE "${name}" WITH (FORCE)`);
    // What the database said is believed for a quarter of a second.
    await sleep(300);
    expect(await ask('/readyz')).toEqual([
      503,
      { status: 'not ready', reason: 'the database does not answer' },
    ]);
    expect(await ask('/healthz')).toEqual([200, { status: 'ok' }]);
    database = await freshDatabase('own_database');
  });
});

it('the embedded database comes with demo data and a key a role, private and kept over starts', async () => {
  const settings = { DATA_DIR: join(dataDir, 'embedded') };
  const file = join(settings.DATA_DIR, 'keys.json');
  const texts: string[] = [];
  for (let start = 1; start <= 2; start += 1) {
    const program = spawnServer(settings);
    const url = await program.printed(/Ambit answers at (\S+)/);
    texts.push(await readFile(file, 'utf8'));
    const keys = JSON.parse(texts.at(-1)!) as Record<string, string>;
    expect(Object.keys(keys)).toEqual(['ADMIN', 'SUPPORT', 'SALES', 'BILLING', 'CUSTOMER']);
    for (const key of Object.values(keys)) {
      expect(program.output()).toContain(key);
      const totalCount = key === keys['CUSTOMER'] ? 1 : DEMO_CUSTOMERS.length;
      expect(await clientFor(url, key).request('{ customers { totalCount } }')).toEqual({
        customers: { totalCount },
      });
    }
    program.child.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ exitCode: 0, stderr: '' });
  }
  expect(texts[1]).toBe(texts[0]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

describe('demo data in a database of one’s own', () => {
  const keyFiles = async (folder: string) =>
    (await readdir(folder)).filter((name) => name.startsWith('keys'));
  const start = async (url: string, folder: string, settings: Record<string, string> = {}) => {
    const server = await startServerProcess(url, { DATA_DIR: folder, ...settings }, ['--demo']);
    await server.stop();
    return server.output();
  };

  it('the keys of a demo in another database leave those of the embedded one as they are, and each other', async () => {
    const folder = join(dataDir, 'two-demos');
    await mkdir(folder);
    await writeFile(join(folder, 'keys.json'), '{"ADMIN":"embedded"}');
    const names: string[] = [];
    for (const url of [await clonedDatabase('demo_one'), await clonedDatabase('demo_other')]) {
      await start(url, folder);
      names.push((await keyFiles(folder)).find((name) => name !== 'keys.json' && !names.includes(name))!);
      expect((await stat(join(folder, names.at(-1)!))).mode & 0o777).toBe(0o600);
    }
    expect(await readFile(join(folder, 'keys.json'), 'utf8')).toBe('{"ADMIN":"embedded"}');
    expect((await keyFiles(folder)).sort()).toEqual([...names, 'keys.json'].sort());
  });

  it('with NODE_ENV=production the keys of the demo are in their file alone, and not in the output', async () => {
    const folder = join(dataDir, 'production');
    const output = await start(await clonedDatabase('demo_production'), folder, { NODE_ENV: 'production' });
    const [file] = await keyFiles(folder);
    expect(output).toContain(file);
    expect(output).not.toMatch(/ambit_(admin|support|sales|billing|customer)_/);
    const keys = JSON.parse(await readFile(join(folder, file!), 'utf8')) as object;
    expect(Object.values(keys)).toHaveLength(5);
  });

  it('a database with customers of one’s own gets no demo keys, also where the demo is asked for', async () => {
    const folder = join(dataDir, 'own-customers');
    await mkdir(folder);
    const { url, database, close } = await freshDatabase('demo_own_customers');
    await database.sql.rows(
      `INSERT INTO customers (number, number_folded, name, name_folded, region, is_partner)
       VALUES ('C-1001', 'c-1001', 'Own', 'own', 'EUROPE', false)`,
    );
    const output = await start(url, folder);
    expect(output).toContain('Make a first key');
    expect(await rowCounts(database)).toMatchObject({ customers: 1, api_keys: 0 });
    expect(await keyFiles(folder)).toEqual([]);
    await close();
  });
});

it('after SIGTERM the request in flight gets its response, no new one is taken, and the exit is clean', async () => {
  const url = await clonedDatabase('graceful_stop');
  const server = await startServerProcess(url, { DATA_DIR: join(dataDir, 'graceful') }, ['--demo']);
  const [file] = (await readdir(join(dataDir, 'graceful'))).filter((name) => name.startsWith('keys'));
  const keys = JSON.parse(await readFile(join(dataDir, 'graceful', file!), 'utf8')) as Record<string, string>;
  const admin = clientFor(server.url, keys['ADMIN']!);
  const { contract } = await admin.request<{ contract: { id: string } }>(
    '{ contract(number: "ITN-PREMIUM-1") { id } }',
  );

  const holder = new Client({ connectionString: url });
  await holder.connect();
  await holder.query(`BEGIN; SELECT FROM contracts WHERE number = 'ITN-PREMIUM-1' FOR UPDATE`);
  const underWay = mutate(admin, 'addNamedContact', {
    contractId: contract.id,
    contact: contactNamed('Late'),
  });
  await until(async () => (await waitingForLocks(url)) === 1);
  const stopped = server.stop();
  await until(() =>
    fetch(new URL('/healthz', server.url)).then(
      (response) => response.status === 503,
      () => true,
    ),
  );
  await holder.query('COMMIT');

  expect((await underWay).userErrors).toEqual([]);
  expect(await stopped).toMatchObject({ exitCode: 0, stderr: '' });
  const [row] = (await holder.query(`SELECT count(*)::int AS count FROM named_contacts WHERE name = 'Late'`))
    .rows;
  expect(row).toEqual({ count: 1 });
  await holder.end();
});

async function waitingForLocks(url: string): Promise<number> {
  const [row] = await queryDatabase<{ count: number }>(
    url,
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row!.count;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition()));
}
