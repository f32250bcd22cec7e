import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csv } from '../book/book-files';
import { open } from '../incidents/incidents';
import { GraphQLClient } from 'graphql-request';
import { BOOK_KINDS } from '../../src/book/domain/book-columns';
import { booked, orderAdditional } from '../consulting/consulting-api';
import { order, planId as planIdOf } from '../support/builders';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { runCli } from './run-cli';

let folder: string;
let server: TestServer;
let target: TestDatabase;
let empty: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ambit-book-commands-'));
  target = await freshDatabase('book_commands');
  empty = await freshDatabase('book_commands_empty');
  server = await startTestServer(new TestClock(new Date().toISOString()), target);
});
afterAll(async () => {
  await server.close();
  await empty.close();
  await rm(folder, { recursive: true });
});

const at = (...path: readonly string[]) => join(folder, ...path);

async function exported(database: TestDatabase, name: string, told = ''): Promise<Record<string, string>> {
  const result = await runCli('export', ['book', '--to', at(name)], database.url);
  expect(result).toMatchObject({ code: 0, stderr: told });
  const files = (await readdir(at(name))).sort();
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(at(name, file), 'utf8')] as const)),
  );
}

it('a book with faults is refused with each of them, and nothing of it is written', async () => {
  const path = at('customers.csv');
  await writeFile(path, csv('customers', 'F-1,Fine GmbH,EUROPE,,,', ',Nobody,ASIA,,,'));
  expect(await runCli('import', [path], target.url)).toEqual({
    code: 1,
    stdout: '',
    stderr: `${path}, line 3, number: is missing. Fill it in.\n${path}, line 3, region: must be EUROPE or AMERICAS, not "ASIA".\n2 faults: nothing was written.\n`,
  });
  const unnamed = await runCli('import', [at('book.csv')], target.url);
  expect([unnamed.code, unnamed.stderr]).toEqual([1, expect.stringContaining('does not say what it holds')]);
  const dry = ['--dry-run', '--kind', 'customers', at('fine.csv')];
  await writeFile(at('fine.csv'), csv('customers', 'F-1,Fine GmbH,EUROPE,,,'));
  const { stdout } = await runCli('import', dry, target.url);
  expect(stdout).toContain('customers: 1 would be new, 0 unchanged\n');
  expect(await target.database.sql.rows('SELECT 1 FROM customers')).toEqual([]);
});

/** Additional blocks of which one is booked beside an included one, and of other contracts a notice, a scheduled change and a suspension. */
async function promise(admin: GraphQLClient, id: string): Promise<void> {
  await orderAdditional(admin, id, 3);
  const startsAt = new Date(Date.now() + 20 * 86_400_000).toISOString();
  for (let nth = 0; nth < 2; nth += 1) await booked(admin, id, startsAt);
  const others = [];
  for (let nth = 0; nth < 3; nth += 1) others.push(await order(admin, 'it-novum', 'standard'));
  const [ended, changed, suspended] = others.map((each) => each.id);
  const planId = await planIdOf(admin, 'it-novum', 'basic');
  for (const [mutation, input] of [
    ['giveNotice', { contractId: ended, party: 'CUSTOMER', reason: '=no\nmore' }],
    ['changePlan', { contractId: changed, planId }],
    ['suspendContract', { contractId: suspended, reason: 'No access.' }],
  ] as const)
    expect((await mutate(admin, mutation, input)).userErrors).toEqual([]);
}

it('what is exported and brought into an empty database is exported again byte for byte', async () => {
  const admin = await server.as('ADMIN');
  const contract = await order(admin, 'it-novum', 'standard');
  await mutate(admin, 'registerSatellite', { contractId: contract.id, name: '=cmd|"x"; y' });
  const partners = at('customers-partners.csv');
  // By number the customer comes first, and yet its partner has to be written before it.
  await writeFile(
    partners,
    csv('customers', 'P-1,"Zuerst, ""dann"" GmbH",EUROPE,DE,false,Q-1', 'Q-1,-Partner,AMERICAS,,true,'),
  );
  expect(await runCli('import', [partners], target.url)).toMatchObject({ code: 0 });
  expect((await open(admin, contract)).userErrors).toEqual([]);
  await promise(admin, contract.id);
  const first = await exported(
    target,
    'first',
    'Not in the files: of 1 contract appointments to come. Their blocks are written as not used: book them again after an import.\n' +
      'Not in the files: of 1 contract support requests that are not closed. They are written as used: go on with them where they are.\n',
  );
  expect(first['usage.csv']).toMatch(/,1,0\n$/);
  expect(first['notices.csv']).toMatch(/,CUSTOMER,.*,"'=no\nmore"\n$/);
  expect(first['changes.csv']).toMatch(/,basic,1,.*\n$/);
  expect(first['suspensions.csv']).toMatch(/,No access\.\n$/);
  expect(first['blocks.csv']).toMatch(/,3,150\.00,EUR,5\n$/);
  expect(first['satellites.csv']).toContain(`,"'=cmd|""x""; y",`);
  expect(Object.keys(first)).toEqual([...BOOK_KINDS].sort().map((kind) => `${kind}.csv`));
  expect((await stat(at('first', 'contacts.csv'))).mode & 0o777).toBe(0o600);
  const files = Object.keys(first).map((file) => at('first', file));

  const back = await runCli('import', files, target.url);
  expect(back).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/Nothing to write: all of it is there\.\n$/),
  });
  expect(await runCli('import', files, empty.url)).toMatchObject({ code: 0, stderr: '' });
  expect(await exported(empty, 'second')).toEqual(first);
  const doctor = await runCli('doctor', [], empty.url);
  expect([doctor.code, doctor.stdout]).toEqual([0, expect.not.stringContaining('DIFFERS')]);
});

it('an import tells whoever looks on how far it is, and takes the line away', async () => {
  const path = at('many-customers.csv');
  const rows = Array.from({ length: 501 }, (_, nth) => `M-${nth},Many GmbH,EUROPE,,,`);
  await writeFile(path, csv('customers', ...rows));
  const looksOn = { NODE_OPTIONS: `--require ${join(__dirname, 'terminal.cjs')}` };
  const clear = '\r\u001b[2K';
  expect(await runCli('import', [path], target.url, looksOn)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('customers: 501 new, 0 unchanged\n'),
    stderr: `${clear}500 of 501 rows, 99 %${clear}501 of 501 rows, 100 %${clear}`,
  });
});
