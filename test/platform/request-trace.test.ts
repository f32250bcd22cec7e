import { RequestLifetime } from '../../src/platform/request-lifetime';
import { RequestTrace, tracedDatabase } from '../../src/platform/request-trace';
import { statement } from '../../src/platform/sql';
import { stoppableDatabase } from '../../src/platform/stoppable-database';
import { batch } from '../../src/platform/reads/batch';
import { Reader } from '../../src/platform/reads/reader';
import { BatchedWrite, writeBatch } from '../../src/platform/transactions/batched-write';
import { EVERYTHING } from '../../src/shared/domain/tenant-scope';
import { ADMIN_CALLER as caller } from '../support/admin-caller';
import { TestClock } from '../support/test-clock';
import { TestDatabase, workerDatabase } from '../support/test-database';

let target: TestDatabase;
beforeAll(async () => (target = await workerDatabase()));
afterAll(() => target.close());

class NotedTrace implements RequestTrace {
  readonly names: string[] = [];
  during<T>(name: string, work: Promise<T>): Promise<T> {
    this.names.push(name);
    return work;
  }
}

const ONE = statement('request-trace-one', 'SELECT 1 AS one');
const clock = new TestClock('2026-06-10T10:00:00Z');
const inner = batch<number>('request-trace-inner', async ({ database }, keys) => {
  await database.sql.rows(ONE);
  return keys.map(Number);
});
const outer = batch<number>('request-trace-outer', (reader, keys) =>
  Promise.all(keys.map((key) => reader.load(inner, key))),
);

it('a request without a trace works with the database itself', () => {
  expect(tracedDatabase(target.database, null)).toBe(target.database);
});

it('a statement is noted by its name, or by its first word, of every tenant of the request too', async () => {
  const lifetime = RequestLifetime.endless();
  const trace = (lifetime.trace = new NotedTrace());
  const database = stoppableDatabase(target.database, lifetime);
  await database.sql.rows(ONE);
  await database.scopedTo({ customerId: null, providerId: null }).sql.rows('SELECT 2');
  expect(trace.names).toEqual(['request-trace-one', 'SELECT']);
});

it('a transaction is noted, and its statements with it', async () => {
  const lifetime = RequestLifetime.endless();
  const trace = (lifetime.trace = new NotedTrace());
  const rows = stoppableDatabase(target.database, lifetime).transaction(({ sql }) => sql.rows(ONE));
  expect(await rows).toEqual([{ one: 1 }]);
  expect([...trace.names].sort()).toEqual(['request-trace-one', 'transaction']);
});

it('a statement that several requests share is noted once, in the trace of the first that has one', async () => {
  const reader = new Reader(target.database, clock, EVERYTHING);
  const [one, other] = [new NotedTrace(), new NotedTrace()];
  const loads = [null, one, other].map((trace, nth) => reader.load(inner, String(nth), trace));
  expect(await Promise.all(loads)).toEqual([0, 1, 2]);
  expect([one.names, other.names]).toEqual([['request-trace-one'], []]);
});

it('what a batch reads by another batch is noted in the same trace, and the next read of nobody in none', async () => {
  const reader = new Reader(target.database, clock, EVERYTHING);
  const trace = new NotedTrace();
  expect(await reader.load(outer, '1', trace)).toBe(1);
  expect(await reader.load(outer, '2')).toBe(2);
  expect(trace.names).toEqual(['request-trace-one']);
});

it('a transaction that several requests share is noted once, in the trace of the first that has one', async () => {
  const request = { caller, clock, requestId: 'shared', command: null, isReplayed: false };
  const [one, other] = [new NotedTrace(), new NotedTrace()];
  const requests = [null, one, other].map((trace, nth) => ({ context: { ...request, trace }, input: nth }));
  const write: BatchedWrite<number, { written: number }> = {
    lockOf: String,
    async work({ sql }, served) {
      await sql.rows(ONE);
      return served.map(({ input }) => ({ written: input }));
    },
  };
  expect(await writeBatch(write, target.database, requests)).toHaveLength(3);
  expect([...one.names].sort()).toEqual(['request-trace-one', 'transaction']);
  expect(other.names).toEqual([]);
});
