import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { contactNamed } from '../support/builders';
import { queryDatabase } from '../support/foreign-database';
import { clonedDatabase } from '../support/test-database';
import { mutate } from '../support/mutate';
import { npmStart, ProgramProcess } from '../support/program-process';
import { clientFor } from '../support/test-server';

let dataDir: string;
let database: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ambit-npm-'));
  database = await clonedDatabase('stop_through_npm');
});
afterAll(() => rm(dataDir, { recursive: true }));

/** A program that was started through npm, with a mutation in it that waits for a lock. */
async function withMutationUnderWay(contract: string, settings: Record<string, string> = {}) {
  const program = npmStart(['--demo'], {
    DATABASE_URL: database,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...settings,
  });
  const url = await program.printed(/Ambit answers at (\S+)/);
  const [file] = (await readdir(dataDir)).filter((each) => each.startsWith('keys'));
  const keys = JSON.parse(await readFile(join(dataDir, file!), 'utf8')) as Record<string, string>;
  const admin = clientFor(url, keys['ADMIN']!);
  const found = await admin.request<{ contract: { id: string } }>(
    `{ contract(number: "${contract}") { id } }`,
  );
  const holder = new Client({ connectionString: database });
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query(`BEGIN; SELECT FROM contracts WHERE number = '${contract}' FOR UPDATE`);
  const answer = mutate(admin, 'addNamedContact', {
    contractId: found.contract.id,
    contact: contactNamed('Late'),
  }).catch((error: unknown) => error);
  // Over another connection: what a transaction sees of the activity does not change.
  const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  let early: unknown;
  void answer.then((given) => (early = given));
  while ((await queryDatabase(database, waits)).length === 0) {
    if (early !== undefined) throw new Error(`not held up: ${JSON.stringify(early)}`);
  }
  return { program, url, answer, holder };
}

function signalGroup({ child }: ProgramProcess, signal: NodeJS.Signals): void {
  process.kill(-child.pid!, signal);
}

it.each([
  ['SIGINT', 'ITN-PREMIUM-1'],
  ['SIGTERM', 'OP5-PREMIUM-1'],
] as const)(
  'through npm, %s to the whole process group lets a mutation end, and ends with 0',
  async (signal, contract) => {
    const { program, answer, holder } = await withMutationUnderWay(contract);
    signalGroup(program, signal);
    await sleep(500);
    expect(program.child.exitCode).toBeNull();
    await holder.query('COMMIT');
    expect(await answer).toMatchObject({ userErrors: [] });
    expect(await program.ended).toMatchObject({ exitCode: 0, stderr: '' });
    await holder.end();
  },
);

it('after a signal /readyz says 503 while requests are still answered, and the listener closes after STOP_DELAY_MS', async () => {
  const program = npmStart([], {
    DATABASE_URL: database,
    DATA_DIR: dataDir,
    PORT: '0',
    STOP_DELAY_MS: '5000',
  });
  const url = await program.printed(/Ambit answers at (\S+)/);
  signalGroup(program, 'SIGTERM');
  let ready = await fetch(new URL('/readyz', url));
  while (ready.status === 200) ready = await fetch(new URL('/readyz', url));
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: 'not ready', reason: 'the process is stopping' },
  ]);
  expect((await fetch(new URL('/healthz', url))).status).toBe(200);
  expect(await program.ended).toMatchObject({ exitCode: 0 });
  await expect(fetch(new URL('/healthz', url))).rejects.toThrow('fetch failed');
});

it('the third signal ends it although a request is unfinished', async () => {
  const { program, answer, holder } = await withMutationUnderWay('ITN-BASIC-1', {
    STOP_TIMEOUT_MS: '600000',
  });
  for (let time = 1; time <= 3; time += 1) {
    if (time > 1) await sleep(500);
    signalGroup(program, 'SIGTERM');
  }
  expect(await program.ended).not.toMatchObject({ exitCode: 0 });
  expect(await answer).toBeInstanceOf(Error);
  await holder.end();
});
