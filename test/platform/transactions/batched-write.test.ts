import { Client } from 'pg';
import { failedRule, passed } from '../../../src/shared/domain/decision';
import { Refused } from '../../../src/shared/domain/refusal';
import { Database } from '../../../src/platform/transactions/database';
import { BatchedWrite, SKIPPED, Worked, writeBatch } from '../../../src/platform/transactions/batched-write';
import { readStoredResults } from '../../../src/platform/transactions/idempotency';
import { Batching } from '../../../src/platform/batching';
import { Catalog } from '../../../src/catalog/persistence/catalog';
import { RequestContext } from '../../../src/catalog/request-context';
import { ADMIN_CALLER as caller } from '../../support/admin-caller';
import { TestClock } from '../../support/test-clock';
import { freshDatabase, TestDatabase } from '../../support/test-database';

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
beforeEach(() => database.sql.rows('TRUNCATE things, decision_records, idempotency_keys'));
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
  const contexts = requests.map(({ context }) => context);
  const stored = await readStoredResults<Written>(sql, contexts);
  const outcomes: Worked<Written>[] = [];
  for (const { context, input, journal } of requests) {
    const earlier = stored.get(context);
    if (earlier !== undefined) outcomes.push(earlier);
    else if (!locked.includes(input.place)) outcomes.push(SKIPPED);
    else outcomes.push(journal.record(null, input, [ruleFor(input)]) ?? { written: input.number });
  }
  for (const [nth, { context, input, journal }] of requests.entries()) {
    if (outcomes[nth] === SKIPPED || outcomes[nth] instanceof Refused || stored.has(context)) continue;
    await sql.rows('INSERT INTO things (number, place) VALUES ($1, $2)', [input.number, input.place]);
    journal.created({ type: 'Customer', id: '1', contractId: null }, input);
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

/** What each gets in the end, whether it was served with the others or waited. */
async function outcomesOf(requests: readonly ReturnType<typeof asked>[]) {
  const outcomes = await writeBatch(WRITE, database, requests);
  return Promise.allSettled(outcomes.map((outcome) => Promise.resolve(outcome)));
}

it('tries each by itself where the fault of one stopped all, and writes nothing twice', async () => {
  expect(await writeBatch(WRITE, database, [asked('taken')])).toEqual([{ written: 'taken' }]);
  const requests = [asked('1'), asked('taken'), asked('3', 'there')];
  expect(await outcomesOf(requests)).toMatchObject([
    { value: { written: '1' } },
    { reason: { constraint: 'things_pkey' } },
    { value: { written: '3' } },
  ]);
  expect(work.mock.calls.slice(1).map(([, served, waits]) => [served.length, waits])).toEqual([
    [3, false],
    [2, true],
    [1, true],
    [1, true],
    [1, true],
  ]);
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

it.each([
  ['statement', '57014', 'SET LOCAL statement_timeout = 20', 'SELECT pg_sleep(5)'],
  ['lock', '55P03', 'SET LOCAL lock_timeout = 20', `SELECT FROM elsewhere FOR UPDATE`],
])(
  'tries each by itself where a %s of the shared transaction ran out of time',
  async (_what, code, limit, late) => {
    const holder = new Client({ connectionString: target.url });
    await holder.connect();
    await holder.query('CREATE TABLE IF NOT EXISTS elsewhere AS SELECT 1 AS id');
    await holder.query('BEGIN');
    await holder.query('SELECT FROM elsewhere FOR UPDATE');
    const seen: unknown[] = [];
    work.mockImplementationOnce(async ({ sql }) => {
      await sql.rows(limit);
      await sql.rows(late).catch((error: { code?: string }) => {
        seen.push(error.code);
        throw error;
      });
      return [];
    });
    const answers = await outcomesOf([asked('1'), asked('2')]);
    await holder.end();
    expect(seen).toEqual([code]);
    expect(answers).toMatchObject([{ value: { written: '1' } }, { value: { written: '2' } }]);
    expect(await things()).toHaveLength(2);
  },
);

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

function keyed(number: string, key: string, place = 'here') {
  const request = asked(number, place);
  request.context.command = { mutation: 'writeThing', input: { number, idempotencyKey: key } };
  return request;
}

it('requests with idempotency keys share the transaction, and their retries get what was stored', async () => {
  const first = [keyed('1', 'a'), keyed('no', 'b'), keyed('2', 'c', 'there'), asked('3')];
  const [one, refused, two, three] = await writeBatch(WRITE, database, first);
  expect([one, two, three]).toEqual([{ written: '1' }, { written: '2' }, { written: '3' }]);
  expect(refused).toBeInstanceOf(Refused);
  expect(new Set((await things()).map(({ transaction }) => transaction)).size).toBe(1);

  const again = [keyed('1', 'a'), keyed('4', 'b'), keyed('5', 'c', 'there'), keyed('6', 'd')];
  const [retry, afterRefusal, otherContent, fresh] = await writeBatch(WRITE, database, again);
  expect([retry, afterRefusal, fresh]).toEqual([{ written: '1' }, { written: '4' }, { written: '6' }]);
  expect((otherContent as Refused).refusals).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  expect(again.map(({ context }) => context.isReplayed)).toEqual([true, false, false, false]);
  expect((await things()).map(({ number }) => number)).toEqual(['1', '2', '3', '4', '6']);
});

it('of two requests with one idempotency key in a batch, the second gets the result of the first', async () => {
  const twice = [keyed('1', 'a'), keyed('1', 'a'), keyed('2', 'a', 'there')];
  expect(await outcomesOf(twice)).toMatchObject([
    { value: { written: '1' } },
    { value: { written: '1' } },
    { reason: { refusals: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] } },
  ]);
  expect(await things()).toHaveLength(1);
});

it('a key that another transaction stores a result under meanwhile rolls the batch back, and each gets its own', async () => {
  const other = new Client({ connectionString: target.url });
  await other.connect();
  work.mockImplementationOnce(async (transaction, requests, waits) => {
    // Once the keys have been read, and before the results are stored.
    const worked = await work.getMockImplementation()!(transaction, requests, waits);
    await other.query(
      `INSERT INTO idempotency_keys (key_id, mutation, idempotency_key, fingerprint, created_at, answer)
       VALUES (7, 'writeThing', 'a', '\\x00', '2026-06-10T10:00:00Z', '\\x00')`,
    );
    return worked;
  });
  const outcomes = await outcomesOf([keyed('1', 'a'), keyed('2', 'b', 'there')]);
  await other.end();
  expect(outcomes).toMatchObject([
    { reason: { refusals: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] } },
    { value: { written: '2' } },
  ]);
  expect((await things()).map(({ number }) => number)).toEqual(['2']);
});

it('an idempotency key that is older than 72 hours counts as new', async () => {
  expect(await writeBatch(WRITE, database, [keyed('1', 'a')])).toEqual([{ written: '1' }]);
  await database.sql.rows(`UPDATE idempotency_keys SET created_at = created_at - interval '72 hours'`);
  expect(await writeBatch(WRITE, database, [keyed('2', 'a')])).toEqual([{ written: '2' }]);
  expect(await writeBatch(WRITE, database, [keyed('2', 'a')])).toEqual([{ written: '2' }]);
  expect(await things()).toHaveLength(2);
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
