import { readEnvironment } from '../../../src/boot/environment';
import { sweepDecisionRecords } from '../../../src/platform/journal/sweep-decision-records';
import { freshDatabase, TestDatabase } from '../../support/test-database';

let target: TestDatabase;
beforeAll(async () => (target = await freshDatabase('sweep_decisions')));
beforeEach(() => target.database.sql.rows('TRUNCATE decision_records'));
afterAll(() => target.close());

const decideAt = (...instants: readonly string[]) =>
  target.database.sql.rows(
    `INSERT INTO decision_records (at, request_id, key_id, actor, role, mutation, allowed, facts, rules)
     SELECT at, 'r', 0, 'a', 'ADMIN', 'openIncident', true, '{}', '[]' FROM unnest($1::timestamptz[]) AS at`,
    [instants],
  );
const sweep = (months: number, now: string, step?: number) =>
  sweepDecisionRecords(target.database, months, new Date(now), step);

async function left(): Promise<string[]> {
  const rows = await target.database.sql.rows<{ at: Date }>('SELECT at FROM decision_records ORDER BY at');
  return rows.map(({ at }) => at.toISOString());
}

it('decisions are kept for 24 months, unless told otherwise', () => {
  expect(readEnvironment({}).DECISION_RETENTION_MONTHS).toBe(24);
  expect(readEnvironment({ DECISION_RETENTION_MONTHS: '36' }).DECISION_RETENTION_MONTHS).toBe(36);
  expect(() => readEnvironment({ DECISION_RETENTION_MONTHS: '0' })).toThrow('DECISION_RETENTION_MONTHS');
});

it.each([
  [24, '2028-06-10T10:00:00.000Z', '2026-06-10T10:00:00.000Z', '2026-06-10T09:59:59.999Z'],
  [24, '2028-02-29T10:00:00.000Z', '2026-02-28T10:00:00.000Z', '2026-02-28T09:59:59.999Z'],
  [1, '2026-03-31T00:00:00.000Z', '2026-02-28T00:00:00.000Z', '2026-02-27T23:59:59.999Z'],
])('after %i months, at %s, one of %s stays and one of %s goes', async (months, now, stays, goes) => {
  await decideAt(stays, goes);
  expect(await sweep(months, now)).toBe(1);
  expect(await left()).toEqual([stays]);
});

it('they go in small steps, the oldest first, until none is left to go', async () => {
  const old = Array.from({ length: 7 }, (_, n) => `2020-01-0${n + 1}T00:00:00.000Z`);
  const kept = '2026-06-01T00:00:00.000Z';
  await decideAt(...old, kept);
  const statements = jest.spyOn(target.database.sql, 'rows');
  expect(await sweep(24, '2026-06-10T10:00:00Z', 3)).toBe(7);
  const deleted = await Promise.all(statements.mock.results.map(({ value }) => value as Promise<unknown[]>));
  statements.mockRestore();
  expect(deleted.map(({ length }) => length)).toEqual([3, 3, 1]);
  expect(await left()).toEqual([kept]);
});

it('several processes may sweep at a time', async () => {
  await decideAt(...Array<string>(50).fill('2020-01-01T00:00:00.000Z'));
  const swept = await Promise.all([1, 2, 3, 4].map(() => sweep(24, '2026-06-10T10:00:00Z', 5)));
  swept.push(await sweep(24, '2026-06-10T10:00:00Z'));
  expect(swept.reduce((sum, count) => sum + count)).toBe(50);
  expect(await left()).toEqual([]);
});
