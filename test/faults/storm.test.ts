import { setTimeout as sleep } from 'node:timers/promises';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { order } from '../support/builders';
import { queryDatabase } from '../support/foreign-database';
import { PostgresProxy, startPostgresProxy } from '../support/postgres-proxy';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { Callers, Target } from './support/callers';
import { faultsOf, Row } from './support/history';

/** The long form is `npm run test:faults`. */
const IS_LONG = process.env.AMBIT_LONG === '1';
const TIMES = IS_LONG
  ? { terminations: 30, cuts: 30, silences: 3, kills: 6, locks: 3 }
  : { terminations: 2, cuts: 1, silences: 0, kills: 1, locks: 0 };
const CALLERS = IS_LONG ? 12 : 4;
const KNOWN = ['200', '503 SERVICE_UNAVAILABLE', '504 OUTCOME_UNKNOWN', '504 DEADLINE_EXCEEDED', 'no answer'];

let target: TestDatabase;
let owner: TestServer;
let proxy: PostgresProxy;
let programs: ServerProcess[] = [];
beforeAll(async () => {
  target = await freshDatabase('storm');
  owner = await startTestServer(undefined, target);
  proxy = await startPostgresProxy(target.url);
  programs = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await proxy.close();
  await owner.close();
});

function start(): Promise<ServerProcess> {
  const settings = { COST_BUCKET_POINTS: '0', DATABASE_STATEMENT_TIMEOUT_MS: '3000' };
  return startServerProcess(proxy.url, settings);
}

async function targets(count: number): Promise<Target[]> {
  const admin = await owner.as('ADMIN');
  const made: Target[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const { id, namedContacts } = await order(admin, 'op5', 'premium');
    made.push({ contractId: id, contactId: namedContacts[0]!.id });
  }
  return made;
}

async function terminate(): Promise<void> {
  await target.database.sql.rows(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename <> current_user`,
  );
}

async function cut(): Promise<void> {
  proxy.cut();
  await sleep(150);
  proxy.heal();
}

async function silence(): Promise<void> {
  proxy.silence();
  await sleep(500);
  proxy.heal();
}

let nextKilled = 0;
async function kill(): Promise<void> {
  const nth = nextKilled++ % programs.length;
  const killed = programs[nth]!;
  killed.child.kill('SIGKILL');
  await killed.stop();
  programs[nth] = await start();
}

async function holdLock(): Promise<void> {
  const runner = target.database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query('SELECT FROM contracts ORDER BY id LIMIT 1 FOR UPDATE');
  await sleep(2_500);
  await runner.rollbackTransaction();
  await runner.release();
}

/** Until all that was called before has come to an end. */
async function calm(): Promise<void> {
  await sleep(IS_LONG ? 400 : 200);
}

it('no acknowledged write is lost or doubled, and none is forged, whatever breaks under load', async () => {
  const key = await owner.keyOf('ADMIN');
  const callers = new Callers(() => programs.map(({ url }) => url), key, await targets(4), CALLERS);
  const faults: readonly [number, () => Promise<void>][] = [
    [TIMES.terminations, terminate],
    [TIMES.cuts, cut],
    [TIMES.silences, silence],
    [TIMES.kills, kill],
    [TIMES.locks, holdLock],
  ];
  try {
    await sleep(500);
    for (const [times, fault] of faults)
      for (let time = 0; time < times; time += 1) {
        await fault();
        await calm();
      }
  } finally {
    await callers.stop();
  }
  const rows = await queryDatabase<Row>(
    target.url,
    'SELECT description AS mark, id::text AS id FROM incidents',
  );
  const calls = callers.calls.map((call) => ({ ...call, id: call.id && parseGlobalId(call.id)!.id }));
  const count = (outcome: string) => callers.calls.filter((call) => call.outcome === outcome).length;
  const summary = {
    ...TIMES,
    calls: callers.calls.length,
    written: count('WRITTEN'),
    unknown: count('UNKNOWN'),
  };
  if (IS_LONG) process.stdout.write(`storm: ${JSON.stringify({ ...summary, heard: callers.heard })}\n`);
  expect(faultsOf(calls, rows)).toEqual([]);
  expect(Object.keys(callers.heard).filter((heard) => !KNOWN.includes(heard))).toEqual([]);
  expect(count('WRITTEN')).toBeGreaterThan(10);
  expect(programs.map(({ child }) => child.exitCode)).toEqual([null, null]);
}, 600_000);
