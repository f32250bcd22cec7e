import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { booked, deliver, orderAdditional } from '../consulting/consulting-api';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { runCli } from './run-cli';

const ORDER = { orderReceivedAt: '2025-02-20T10:00:00Z', activateOn: '2025-03-15' };
/** A customer without contracts. */
const OTHER = 'C-OTHER';
const SEPTEMBER = ['--from', '2025-09-01', '--to', '2025-10-01'];

describe('the commands of billing', () => {
  let target: TestDatabase;
  let server: TestServer;
  let folder: string;
  let file: string;
  let contract: OrderedContract;
  const clock = new TestClock('2025-09-05T08:00:00Z');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ambit-export-'));
    file = join(folder, 'usage.csv');
    target = await freshDatabase('billing_commands');
    server = await startTestServer(clock, target);
    const admin = await server.as('ADMIN');
    contract = await order(admin, 'it-novum', 'standard', ORDER);
    const { id } = contract;
    await createCustomer(admin, { number: OTHER });
    await orderAdditional(admin, id, 1);
    const blocks = await booked(admin, id, '2025-09-06T07:00:00Z', { blocks: 2 });
    for (const block of blocks) await deliver(admin, block.id);
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const exportTo = (path: string, period = SEPTEMBER) =>
    runCli('export', ['consulting-usage', ...period, '--out', path], target.url);

  it('the commands of billing export the file that HTTP gives', async () => {
    expect(await exportTo(file)).toEqual({ code: 0, stdout: `${file}: 3 rows\n`, stderr: '' });
    const url = server.url.replace('/graphql', '/billing/consulting-usage.csv?from=2025-09-01&to=2025-10-01');
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${await server.keyOf('BILLING')}` },
    });
    expect(await readFile(file, 'utf8')).toBe(await response.text());
    expect(await readdir(folder)).toEqual(['usage.csv']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('the commands of billing export in another form, and of one customer, contract and provider alone', async () => {
    const told = async (...options: string[]) =>
      runCli('export', ['consulting-usage', ...SEPTEMBER, '--out', file, ...options], target.url);
    const rows = async (...options: string[]) => (await told(...options)).stdout.replace(`${file}: `, '');
    expect(await rows('--form', 'json-lines', '--contract', contract.number)).toBe('3 rows\n');
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
      'ORDERED',
      'DELIVERED',
      'DELIVERED',
    ]);
    expect(await rows('--form', 'german-csv', '--provider', 'op5')).toBe('0 rows\n');
    expect(await readFile(file, 'utf8')).toMatch(/^\uFEFFposition;kind;/);
    expect(await rows('--customer', OTHER)).toBe('0 rows\n');
    expect(await told('--provider', 'op6')).toMatchObject({
      code: 1,
      stderr: 'provider must be one of it-novum, op5.\n',
    });
    expect((await told('--form', 'xlsx')).stderr).toContain(
      'Allowed choices are csv, german-csv, json-lines',
    );
  });

  it('the commands of billing close a month once, and show it', async () => {
    const closed = await runCli('billing', ['close', '2025-09'], target.url);
    expect(closed.stdout).toMatch(/^2025-09 \(Europe\/Berlin\) closed \S+: 3 rows, sha256 [0-9a-f]{64}\n$/);
    expect(closed.code).toBe(0);
    expect((await runCli('billing', ['close', '2025-09'], target.url)).stdout).toBe(closed.stdout);
    expect((await runCli('billing', ['list'], target.url)).stdout).toBe(closed.stdout);
    expect(await runCli('billing', ['verify'], target.url)).toEqual({
      code: 0,
      stdout: 'ok  2025-09\n',
      stderr: '',
    });
  });

  it.each([
    [['close', '2025-13'], '2025-13 is not a month. Write it as 2026-10.\n'],
    [
      ['close', '2999-01'],
      '2999-01 is not over: it ends at 2999-01-31T23:00:00.000Z. Close 2025-10 first: 2025-09 is the last closed month.\n',
    ],
    [['close', '2025-11'], 'Close 2025-10 first: 2025-09 is the last closed month.\n'],
  ])('the commands of billing refuse billing %j in one line', async (args, stderr) => {
    expect(await runCli('billing', args, target.url)).toEqual({ code: 1, stdout: '', stderr });
  });

  it('the commands of billing refuse a month on another clock than the closed ones', async () => {
    const settings = { BILLING_TIME_ZONE: 'America/Chicago' };
    const { code, stderr } = await runCli('billing', ['close', '2025-10'], target.url, settings);
    expect(code).toBe(1);
    expect(stderr).toContain('Set BILLING_TIME_ZONE to it again.');
    const faulty = await runCli('billing', ['list'], target.url, { BILLING_TIME_ZONE: 'Mars/Olympus' });
    expect(faulty).toMatchObject({
      code: 78,
      stderr: expect.stringContaining('BILLING_TIME_ZONE: must be a time zone'),
    });
  });

  it('the commands of billing refuse a period and a file that cannot be', async () => {
    const period = await exportTo(file, ['--from', '2025-02-30', '--to', '2025-10-01']);
    expect(period).toMatchObject({ code: 1, stderr: expect.stringContaining('from must be a date') });
    const place = await exportTo(join(folder, 'no', 'such', 'folder.csv'));
    expect(place).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written (ENOENT)') });
  });

  it('the commands of billing keep the old file where the export of a closed month is not what it was', async () => {
    await writeFile(file, 'the old one');
    await target.database.transaction(async ({ sql }) => {
      await sql.rows('SET LOCAL session_replication_role = replica');
      await sql.rows(`UPDATE consulting_events SET discount_percent = 50 WHERE kind = 'ORDERED'`);
    });
    const { code, stderr } = await exportTo(file);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The export of 2025-09 is not what it was/);
    expect(await readFile(file, 'utf8')).toBe('the old one');
    expect(await readdir(folder)).toEqual(['usage.csv']);
    expect(await runCli('billing', ['verify'], target.url)).toMatchObject({
      code: 1,
      stdout: 'CHANGED  2025-09\n',
    });
  });

  it('the commands of billing compare every counter with its ledger', async () => {
    const healthy = await runCli('doctor', [], target.url);
    expect(healthy.code).toBe(0);
    expect(healthy.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('ok  '))).toEqual([]);
    await target.database.sql.rows('UPDATE contracts SET additional_blocks_ordered = 7');
    const ill = await runCli('doctor', [], target.url);
    expect(ill.code).toBe(1);
    expect(ill.stdout).toMatch(
      /DIFFERS {2}additional consulting blocks ordered\n {2}K-\S+: kept 7, by the ledger 1\n/,
    );
  });
});
