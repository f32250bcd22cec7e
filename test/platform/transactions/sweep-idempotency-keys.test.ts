import { sweepIdempotencyKeys } from '../../../src/platform/transactions/sweep-idempotency-keys';
import { freshDatabase, TestDatabase } from '../../support/test-database';

const NOW = '2026-06-10T10:00:00.000Z';
const YOUNGEST_EXPIRED = '2026-06-07T10:00:00.000Z';
const OLDEST_KEPT = '2026-06-07T10:00:00.001Z';

let target: TestDatabase;
beforeAll(async () => (target = await freshDatabase('sweep_keys')));
beforeEach(() => target.database.sql.rows('DELETE FROM idempotency_keys'));
afterAll(() => target.close());

const keepFrom = (...instants: readonly string[]) =>
  target.database.sql.rows(
    `INSERT INTO idempotency_keys (key_id, mutation, idempotency_key, fingerprint, answer, created_at)
     SELECT 1, 'openIncident', place::text, '', '', at FROM unnest($1::timestamptz[]) WITH ORDINALITY AS k (at, place)`,
    [instants],
  );
const sweep = (step?: number) => sweepIdempotencyKeys(target.database, new Date(NOW), step);

async function left(): Promise<string[]> {
  const rows = await target.database.sql.rows<{ at: Date }>('SELECT created_at AS at FROM idempotency_keys');
  return rows.map(({ at }) => at.toISOString());
}

it('a key goes when it protects no longer: after 72 hours', async () => {
  await keepFrom(YOUNGEST_EXPIRED, OLDEST_KEPT, NOW);
  expect(await sweep()).toBe(1);
  expect((await left()).sort()).toEqual([OLDEST_KEPT, NOW]);
  expect(await sweep()).toBe(0);
});

it('keys go in small steps, until none is left to go', async () => {
  await keepFrom(...Array<string>(7).fill(YOUNGEST_EXPIRED), NOW);
  const statements = jest.spyOn(target.database.sql, 'rows');
  expect(await sweep(3)).toBe(7);
  const deleted = await Promise.all(statements.mock.results.map(({ value }) => value as Promise<unknown[]>));
  statements.mockRestore();
  expect(deleted.map(({ length }) => length)).toEqual([3, 3, 1]);
  expect(await left()).toEqual([NOW]);
});

it('several processes may sweep at a time', async () => {
  await keepFrom(...Array<string>(50).fill(YOUNGEST_EXPIRED));
  const swept = await Promise.all([1, 2, 3, 4].map(() => sweep(5)));
  swept.push(await sweep());
  expect(swept.reduce((sum, count) => sum + count)).toBe(50);
  expect(await left()).toEqual([]);
});
