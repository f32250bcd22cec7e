import { setImmediate as nextTurn } from 'node:timers/promises';
import { Database } from '../../../src/platform/transactions/database';
import { Batching } from '../../../src/platform/batching';
import { batch, batchBy } from '../../../src/platform/reads/batch';
import {
  EVERYTHING,
  scopeOfCustomer,
  scopeOfPartner,
  scopeOfProvider,
} from '../../../src/shared/domain/tenant-scope';
import { Reader, ReaderInPieces } from '../../../src/platform/reads/reader';
import { TestClock } from '../../support/test-clock';

const clock = new TestClock('2026-06-10T10:00:00Z');
const dataSource = { driver: { master: { options: { max: 10 } } } };
const database = { dataSource, scopedTo: () => database } as unknown as Database;

let made = 0;

/** A batch that answers when it is let go, and notes what it was asked. */
function heldBatch() {
  const asked: (readonly string[])[] = [];
  const releases: (() => void)[] = [];
  const held = batch<string>(`held ${++made}`, async (reader, keys) => {
    asked.push(keys);
    await new Promise<void>((release) => releases.push(release));
    return keys.map((key) => (key === 'bad' ? new Error('bad') : `${key} for ${reader.scope.key}`));
  });
  return { held, asked, release: () => releases.shift()!() };
}

it('reads what several callers ask for in one turn by one statement, in the order of each', async () => {
  const { held, asked, release } = heldBatch();
  const reader = new Reader(database, clock, EVERYTHING);
  const answers = Promise.all(['1', '2', '1'].map((key) => reader.load(held, key)));
  await nextTurn();
  await nextTurn();
  release();
  expect(await answers).toEqual(['1 for all', '2 for all', '1 for all']);
  expect(asked).toEqual([['1', '2']]);
});

it('lets what comes while two statements are under way wait, and go together', async () => {
  const { held, asked, release } = heldBatch();
  const reader = new Reader(database, clock, EVERYTHING);
  const answers: Promise<string>[] = [];
  for (const key of ['1', '2', '3', '4']) {
    answers.push(reader.load(held, key));
    await nextTurn();
    await nextTurn();
  }
  expect(asked).toEqual([['1'], ['2']]);
  release();
  await answers[0];
  await nextTurn();
  await nextTurn();
  expect(asked).toEqual([['1'], ['2'], ['3', '4']]);
  release();
  release();
  expect(await Promise.all(answers)).toHaveLength(4);
});

it('goes on after a statement that failed', async () => {
  const reader = new Reader(database, clock, EVERYTHING);
  let calls = 0;
  const failing = batch<string>('failing', (_reader, keys) =>
    ++calls <= 3 ? Promise.reject(new Error('lost')) : Promise.resolve(keys),
  );
  for (let n = 0; n < 3; n += 1) await expect(reader.load(failing, 'x')).rejects.toThrow('lost');
  expect(await reader.load(failing, 'y')).toBe('y');
});

it('keeps nothing: who asks again is answered anew', async () => {
  const reader = new Reader(database, clock, EVERYTHING);
  let version = 0;
  const counting = batch<number>('counting', (_reader, keys) => Promise.resolve(keys.map(() => ++version)));
  expect([await reader.load(counting, '1'), await reader.load(counting, '1')]).toEqual([1, 2]);
});

it('answers an error to its key alone', async () => {
  const { held, release } = heldBatch();
  const reader = new Reader(database, clock, EVERYTHING);
  const bad = expect(reader.load(held, 'bad')).rejects.toThrow('bad');
  const good = reader.load(held, '1');
  await nextTurn();
  await nextTurn();
  release();
  await bad;
  expect(await good).toBe('1 for all');
});

it('never lets two tenant scopes share a statement', async () => {
  const { held, asked, release } = heldBatch();
  const batching = new Batching(database, clock);
  const answers = Promise.all(
    [scopeOfCustomer('7'), scopeOfPartner('7'), scopeOfProvider('7'), EVERYTHING].map((scope) =>
      batching.reader(scope).load(held, 'key'),
    ),
  );
  await nextTurn();
  await nextTurn();
  for (let n = 0; n < 4; n += 1) release();
  expect(await answers).toEqual([
    'key for customer 7',
    'key for partner 7',
    'key for provider 7',
    'key for all',
  ]);
  expect(asked).toHaveLength(4);
  expect(batching.reader(scopeOfCustomer('7'))).toBe(batching.reader(scopeOfCustomer('7')));
});

it('asks a batch for each key once, told apart by its text, and gives everybody the answer or the error', async () => {
  const asked: object[] = [];
  const places = batchBy<{ x: number; label: string }, number>(
    'places',
    ({ x }) => `${x}`,
    (_reader, keys) => {
      asked.push(keys);
      return Promise.resolve(keys.map(({ x }) => (x < 0 ? new Error(`no ${x}`) : x * 10)));
    },
  );
  const reader = new Reader(database, clock, EVERYTHING);
  const keys = [3, -1, 1, 3, -1].map((x, nth) => ({ x, label: `${nth}` }));
  const answers = await Promise.allSettled(keys.map((key) => reader.load(places, key)));
  expect(
    answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason))),
  ).toEqual([30, 'Error: no -1', 10, 30, 'Error: no -1']);
  expect(asked).toEqual([[keys[0], keys[1], keys[2]]]);
});

it('fails where a batch answers more or fewer keys than it was asked for', async () => {
  const short = batch<string>('short', (_reader, keys) => Promise.resolve(keys.slice(1)));
  const reader = new Reader(database, clock, EVERYTHING);
  const answers = await Promise.allSettled(['1', '2', '2'].map((key) => reader.load(short, key)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
});

it('refuses a second batch of the same name', () => {
  const make = () => batch<string>('one of its name', (_reader, keys) => Promise.resolve(keys));
  make();
  expect(make).toThrow('two batches');
});

it('reads for a dear request by small statements that no other request shares, and hands out the results in pieces', async () => {
  const sizes: number[] = [];
  let paces = 0;
  const rows = Array.from({ length: 40 }, (_, nth) => nth);
  const lists = batch<readonly number[]>('lists in pieces', (_reader, keys) => {
    sizes.push(keys.length);
    return Promise.resolve(keys.map(() => rows));
  });
  const reader = new ReaderInPieces(database, clock, EVERYTHING, async () => {
    paces += 1;
    await nextTurn();
  });
  const keys = Array.from({ length: 120 }, (_, key) => `${key}`);
  const shared = new Reader(database, clock, EVERYTHING).load(lists, 'other');
  const answers = await Promise.all(keys.map((key) => reader.load(lists, key)));
  expect(await shared).toBe(rows);
  expect(answers).toEqual(keys.map(() => rows));
  expect([...sizes].sort((one, other) => one - other)).toEqual([1, 20, 50, 50]);
  // 41 things to each of them.
  expect(paces).toBeGreaterThanOrEqual(Math.floor(keys.length / 3));
});
