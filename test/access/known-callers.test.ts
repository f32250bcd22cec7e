import { Client } from 'pg';
import { apiKeyOf } from '../../src/access/api-key';
import { KnownCallers, TooManyStrangersError } from '../../src/access/known-callers';
import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { TestDatabase, workerDatabase } from '../support/test-database';

let target: TestDatabase;
beforeAll(async () => (target = await workerDatabase()));
afterAll(() => target.close());

const create = () =>
  createApiKey(target.database, { name: 'known', role: 'ADMIN', customerId: null }, new Date());
const bearer = (key: string) => `Bearer ${key}`;

function wrongKey(number: number): string {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32BE(number);
  return bearer(apiKeyOf('ADMIN', bytes));
}

/** What is looked up meanwhile: the number of keys in each statement. */
async function lookupsOf(work: () => Promise<unknown>): Promise<number[]> {
  const spy = jest.spyOn(Client.prototype, 'query');
  await work();
  const calls = spy.mock.calls.map(([query]) => query as unknown as { name?: string; values?: unknown[][] });
  spy.mockRestore();
  return calls.filter(({ name }) => name === 'api-key-by-hashes').map(({ values }) => values![0]!.length);
}

it('a crowd that sends one key is one lookup, and keys that come meanwhile are the next one', async () => {
  const callers = new KnownCallers(target.database);
  const [first, second, third] = [bearer(await create()), bearer(await create()), bearer(await create())];
  const asked = [...Array.from({ length: 50 }, () => first), second, third, second];
  let found: unknown[] = [];
  const lookups = await lookupsOf(async () => {
    found = await Promise.all(asked.map((key) => callers.find(key)));
  });
  expect(lookups).toEqual([1, 2]);
  expect(found.slice(0, 50).every((caller) => caller === found[0])).toBe(true);
  expect(new Set(found.map((caller) => (caller as { keyId: string }).keyId)).size).toBe(3);
});

it('twenty thousand wrong keys push out no good one, and are answered null', async () => {
  const callers = new KnownCallers(target.database);
  const good = bearer(await create());
  await callers.find(good);
  for (let start = 0; start < 20_000; start += 1_000) {
    const keys = Array.from({ length: 1_000 }, (_, index) => wrongKey(start + index));
    for (const found of await Promise.all(keys.map((key) => callers.find(key)))) expect(found).toBeNull();
  }
  expect(callers.wasGood(good)).toBe(true);
  expect(callers.wasGood(wrongKey(19_999))).toBe(false);
});

it('a wrong key is not asked for again within a second', async () => {
  const callers = new KnownCallers(target.database);
  await callers.find(wrongKey(1));
  expect(await lookupsOf(() => callers.find(wrongKey(1)))).toEqual([]);
});

it('refuses unknown keys beyond a thousand that wait, and still looks up one that was good', async () => {
  const callers = new KnownCallers(target.database);
  const good = bearer(await create());
  const goodId = (await callers.find(good))!.keyId;
  const later = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 2_000);
  const guesses = Array.from({ length: 1_002 }, (_, index) => callers.find(wrongKey(50_000 + index)));
  const results = Promise.allSettled([...guesses, callers.find(good)]);
  const settled = await results;
  later.mockRestore();
  expect(settled.slice(0, 1_001).every((each) => each.status === 'fulfilled' && each.value === null)).toBe(
    true,
  );
  expect(settled[1_001]).toEqual({ status: 'rejected', reason: expect.any(TooManyStrangersError) });
  expect(settled[1_002]).toMatchObject({ status: 'fulfilled', value: { keyId: goodId } });
});

it('a lookup that failed is not remembered', async () => {
  const callers = new KnownCallers(target.database);
  const good = bearer(await create());
  const failing = jest.spyOn(target.database.sql, 'rows').mockRejectedValueOnce(new Error('gone'));
  await expect(callers.find(good)).rejects.toThrow('gone');
  failing.mockRestore();
  expect(await callers.find(good)).not.toBeNull();
});
