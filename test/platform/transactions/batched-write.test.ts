import { Client } from 'pg';
import { failedRule, passed } from '../../../src/shared/domain/decision';
import { Refused } from '../../../src/shared/domain/refusal';
import { Database } from '../../../src/platform/transactions/database';
import {
  BatchedWrite,
  SKIPPED,
  writeOne,
  writeBatch,
} from '../../../src/platform/transactions/batched-write';
import { Batching } from '../../../src/platform/batching';
import { Catalog } from '../../../src/catalog/persistence/catalog';
import { RequestContext } from '../../../src/catalog/request-context';
import { TestClock } from '../../support/test-clock';
import { freshDatabase, TestDatabase } from '../../support/test-database';

const caller = {
  keyId: '7',
  name: 'a key',
  role: 'ADMIN',
  customerId: null,
  isPartner: false,
  providerId: null,
} as const;

let target: TestDatabase;
let database: Database;
beforeAll(async () => {
  target = await freshDatabase('batched_write');
  ({ database } = target);
  await database.sql.rows('CREATE TABLE places (name text PRIMARY KEY)');
  await database.sql.rows(
    `CREATE TABLE things (number text PRIMARY KEY, place text, transaction bigint DEFAULT txid_current())`,
  );
  await database.sql.rows(`INSERT INTO places VALUES ('here'), ('there')`);
});
beforeEach(() => database.sql.rows('TRUNCATE things, decision_records'));
afterAll(() => target.close());

interface Thing {
  readonly number: string;
  readonly place: string;
}

interface Written {
  readonly written: string;
}

/** Writes a thing at a place that it locks; refuses numbers that begin with no. */
const work = jest.fn<
  ReturnType<BatchedWrite<Thing, Written>['work']>,
  Parameters<BatchedWrite<Thing, Written>['work']>
>(async ({ sql }, requests, waits) => {
  const places = requests.map(({ input }) => input.place);
  const text = `SELECT name FROM places WHERE name = ANY($1) ORDER BY name FOR UPDATE ${waits ? '' : 'SKIP LOCKED'}`;
  const locked = (await sql.rows<{ name: string }>(text, [places])).map(({ name }) => name);
  const outcomes: (Written | Refused | typeof SKIPPED)[] = [];
  for (const { input, journal } of requests) {
    if (!locked.includes(input.place)) outcomes.push(SKIPPED);
    else outcomes.push(journal.record(null, input, [ruleFor(input)]) ?? { written: input.number });
  }
  for (const [nth, { input, journal }] of requests.entries()) {
    if (outcomes[nth] === SKIPPED || outcomes[nth] instanceof Refused) continue;
    await sql.rows('INSERT INTO things (number, place) VALUES ($1, $2)', [input.number, input.place]);
    journal.created({ type: 'Thing', id: '1', contractId: null }, input);
  }
  return outcomes;
});
const WRITE: BatchedWrite<Thing, Written> = { lockOf: ({ place }) => place, work };

beforeEach(() => work.mockClear());

function ruleFor({ number }: Thing) {
  return number.startsWith('no')
    ? failedRule('INVALID_STATE', `Not ${number}.`)
    : passed('INVALID_STATE', 'Fine.');
}

function asked(number: string, place = 'here') {
  const context = new RequestContext(
    new Catalog(database),
    database,
    new TestClock('2026-06-10T10:00:00Z'),
    caller,
    `request ${number}`,
  );
  context.command = { mutation: 'writeThing', input: { number } };
  return { context, input: { number, place } };
}

const things = () =>
  database.sql.rows<{ number: string; transaction: string }>(
    'SELECT number, transaction FROM things ORDER BY number',
  );
const decisions = () =>
  database.sql.rows<object>('SELECT request_id, allowed FROM decision_records ORDER BY request_id');

it('serves several requests in one transaction, each with its answer and its journal', async () => {
  const answers = await writeBatch(WRITE, database, [asked('1'), asked('2', 'there'), asked('3')]);
  expect(answers).toEqual([{ written: '1' }, { written: '2' }, { written: '3' }]);
  expect(new Set((await things()).map(({ transaction }) => transaction)).size).toBe(1);
  expect(await decisions()).toEqual([
    { request_id: 'request 1', allowed: true },
    { request_id: 'request 2', allowed: true },
    { request_id: 'request 3', allowed: true },
  ]);
});

it('refuses one for itself: of it only the decision is left', async () => {
  const [first, refused, last] = await writeBatch(WRITE, database, [asked('1'), asked('no'), asked('3')]);
  expect([first, last]).toEqual([{ written: '1' }, { written: '3' }]);
  expect((refused as Refused).refusals).toMatchObject([{ code: 'INVALID_STATE', message: 'Not no.' }]);
  expect((await things()).map(({ number }) => number)).toEqual(['1', '3']);
  expect(await decisions()).toMatchObject([
    { allowed: true },
    { allowed: true },
    { request_id: 'request no', allowed: false },
  ]);
});

it('tries each by itself where the fault of one stopped all, and writes nothing twice', async () => {
  expect(await writeBatch(WRITE, database, [asked('taken')])).toEqual([{ written: 'taken' }]);
  const [first, faulty, last] = await writeBatch(WRITE, database, [asked('1'), asked('taken'), asked('3')]);
  expect([first, last]).toEqual([{ written: '1' }, { written: '3' }]);
  expect(faulty).toMatchObject({ constraint: 'things_pkey' });
  expect((await things()).map(({ number }) => number)).toEqual(['1', '3', 'taken']);
  expect(await decisions()).toHaveLength(3);
});

it('does not try again what may have been written: the answer to the commit is lost', async () => {
  const losing: Database = {
    ...database,
    transaction: async (run) => {
      await database.transaction(run);
      throw new Error('Connection terminated unexpectedly');
    },
  };
  await expect(writeBatch(WRITE, losing, [asked('1'), asked('2')])).rejects.toThrow('Connection terminated');
  expect(work).toHaveBeenCalledTimes(1);
  expect(await things()).toHaveLength(2);
});

it('does not try again what the database could not do in time', async () => {
  work.mockImplementationOnce(() => Promise.reject(Object.assign(new Error('too slow'), { code: '57014' })));
  await expect(writeBatch(WRITE, database, [asked('1'), asked('2')])).rejects.toThrow('too slow');
  expect(work).toHaveBeenCalledTimes(1);
  expect(await things()).toEqual([]);
});

it('lets nobody wait for the lock of another', async () => {
  const holder = new Client({ connectionString: target.url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(`SELECT FROM places WHERE name = 'there' FOR UPDATE`);
  const requests = [asked('1'), asked('2', 'there'), asked('3'), asked('no', 'there')];
  const [one, two, three, refused] = await writeBatch(WRITE, database, requests);
  expect([one, three]).toEqual([{ written: '1' }, { written: '3' }]);
  expect((await things()).map(({ number }) => number)).toEqual(['1', '3']);
  const refusal = expect(refused).rejects.toThrow(Refused);
  await holder.query('COMMIT');
  await holder.end();
  expect(await two).toEqual({ written: '2' });
  await refusal;
  expect(work.mock.calls.map(([, served, waits]) => [served.length, waits])).toEqual([
    [4, false],
    [2, true],
  ]);
  expect(await decisions()).toHaveLength(4);
});

it('serves one alone as any other write: its refusal is thrown, and its key is kept', async () => {
  await expect(writeOne(WRITE, database, asked('no'))).rejects.toThrow(Refused);
  const keyed = () => {
    const request = asked('1');
    request.context.command = { mutation: 'writeThing', input: { number: '1', idempotencyKey: 'key' } };
    return request;
  };
  expect(await writeOne(WRITE, database, keyed())).toEqual({ written: '1' });
  expect(await writeOne(WRITE, database, keyed())).toEqual({ written: '1' });
  expect(await things()).toHaveLength(1);
});

it('requests that wait at the same time share a transaction with those of their own tenant scope alone', async () => {
  const batching = new Batching(database, new TestClock('2026-06-10T10:00:00Z'));
  const keys = [
    caller,
    { ...caller, providerId: '1' },
    { ...caller, role: 'CUSTOMER', customerId: '1' },
    { ...caller, role: 'CUSTOMER', customerId: '1', isPartner: true },
  ] as const;
  const twice = [...keys, ...keys].map((key, nth) =>
    batching.write(
      WRITE,
      { ...asked(`n${nth}`).context, caller: key },
      { number: `n${nth}`, place: `${nth}` },
    ),
  );
  await Promise.allSettled(twice);
  const gathered = work.mock.calls.map(
    ([, requests]) => new Set(requests.map(({ context }) => context.caller)),
  );
  expect(gathered.every(({ size }) => size === 1)).toBe(true);
  expect(work.mock.calls.some(([, requests]) => requests.length === 2)).toBe(true);
  expect(new Set(gathered.flatMap((callers) => [...callers]))).toEqual(new Set(keys));
});
