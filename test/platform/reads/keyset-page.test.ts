import {
  decodeCursor,
  encodeCursor,
  Filter,
  keysetPage,
  PlaceType,
} from '../../../src/platform/reads/keyset-page';
import fc from 'fast-check';
import { Refused } from '../../../src/shared/domain/refusal';
import { refusalsThrownBy } from '../../support/refusing';
import { Page, PageRequest } from '../../../src/shared/domain/page';
import { freshDatabase, TestDatabase } from '../../support/test-database';

it('of nothing filters nothing', () => {
  const filter = Filter.none();
  filter.when(null, () => 'never');
  filter.when(undefined, () => 'never');
  expect([filter.where(), filter.values]).toEqual(['', []]);
});

it('numbers its values in the order in which they came, and joins its conditions', () => {
  const filter = Filter.none();
  filter.when('EUROPE', (region) => `region = ${region}`);
  filter.add('ended IS NULL OR ended > 1');
  filter.when('x', (text) => `name = ${text} OR number = ${text}`);
  expect(filter.where()).toBe(
    'WHERE (region = $1) AND (ended IS NULL OR ended > 1) AND (name = $2 OR number = $2)',
  );
  expect(filter.values).toEqual(['EUROPE', 'x']);
});

it.each([false, 0, ''])('%j is a value to compare with', (value) => {
  const filter = Filter.none();
  filter.when(value, (placeholder) => `a = ${placeholder}`);
  expect([filter.where(), filter.values]).toEqual(['WHERE (a = $1)', [value]]);
});

it('is not changed by what is done to its copy', () => {
  const filter = Filter.none();
  filter.when(1, (one) => `a = ${one}`);
  const copy = filter.copy();
  copy.when(2, (two) => `b = ${two}`);
  expect([filter.where(), filter.values]).toEqual(['WHERE (a = $1)', [1]]);
  expect([copy.where(), copy.values]).toEqual(['WHERE (a = $1) AND (b = $2)', [1, 2]]);
});

const RUNS = { numRuns: process.env.AMBIT_LONG === '1' ? 50_000 : 500 };

it('brings back the place that it was made of, in whatever letters', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
  fc.assert(
    fc.property(text, fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (name, id) => {
      const cursor = encodeCursor('customers', [name, String(id)], ['text', 'id']);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeCursor(cursor, 'customers', ['text', 'id'], 'after')).toEqual([name, String(id)]);
    }),
    RUNS,
  );
});

it.each<[string, PlaceType, string[]]>([
  ['bigint', 'bigint', ['0', '-5', '999999999999999999']],
  ['timestamptz', 'timestamptz', ['2026-02-10 11:00:00+00', '2026-02-10 11:00:00.123456+00', 'infinity']],
  ['date', 'date', ['2026-02-28', 'infinity']],
])('%s as PostgreSQL writes it is a place', (_name, type, values) => {
  for (const value of values)
    expect(decodeCursor(encodeCursor('l', [value], [type]), 'l', [type], 'after')).toEqual([value]);
});

const FAULTY: [string, PlaceType][] = [
  ['', 'bigint'],
  ['1.5', 'bigint'],
  ['1e3', 'bigint'],
  ['9999999999999999999', 'bigint'],
  ['a\0b', 'text'],
  ['2026-02-30', 'date'],
  ['2026-02-30 11:00:00+00', 'timestamptz'],
  ['2026-02-10 25:00:00+00', 'timestamptz'],
  ['now', 'timestamptz'],
  ['-infinity', 'timestamptz'],
];
const FOREIGN: [string, string][] = [
  ['of another list', encodeCursor('contracts', ['1'], ['bigint'])],
  ['with a place too many', encodeCursor('customers', ['1', '2'], ['bigint', 'bigint'])],
  ['with no place', encodeCursor('customers', [], [])],
  ['of an earlier form', Buffer.from('["1"]').toString('base64url')],
  ['of an object', Buffer.from('{"0":"customers","1":"1"}').toString('base64url')],
  ['of numbers', Buffer.from('["customers",1]').toString('base64url')],
];

it.each(FAULTY)('%j is no place of type %s', (value, type) => {
  expect(() => decodeCursor(encodeCursor('l', [value], [type]), 'l', [type], 'after')).toThrow(Refused);
});

it.each(FOREIGN)('one %s is refused by the name of the argument', (_name, cursor) => {
  expect(refusalsThrownBy(() => decodeCursor(cursor, 'customers', ['bigint'], 'before'))).toMatchObject([
    { message: 'before must be a cursor that this list has given out.', path: ['before'] },
  ]);
});

it('any other cursor is refused, and never fails the statement', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((json) => Buffer.from(json).toString('base64url')),
      ),
      (cursor) => {
        expect(() => decodeCursor(cursor, 'customers', ['bigint'], 'after')).toThrow(Refused);
      },
    ),
    RUNS,
  );
});

const DATABASE_RUNS = { numRuns: process.env.AMBIT_LONG === '1' ? 500 : 25 };

interface Row {
  readonly id: string;
  readonly rank: string;
  readonly day: string;
  readonly shelf: string;
}

/** A row to insert. */
interface NewRow {
  readonly rank: string;
  readonly at: string;
  readonly day: string;
  readonly shown: boolean;
}

const RANKS = ['a', 'B', 'ä', '', '"', '%'];

/** Many share a rank and a day, so that the id has to decide. */
const anyRow: fc.Arbitrary<NewRow> = fc.record({
  rank: fc.constantFrom(...RANKS),
  at: fc.constantFrom('2026-01-01 00:00:00+00', '2026-01-01 00:00:00.000001+00', 'infinity'),
  day: fc.constantFrom('2026-02-28', '2026-03-01', 'infinity'),
  shown: fc.boolean(),
});

let target: TestDatabase;
beforeAll(async () => {
  target = await freshDatabase('keyset_page');
  await target.database.sql.rows(
    'CREATE TABLE walked (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, rank text COLLATE "C", at timestamptz, day date, shown boolean)',
  );
  await target.database.sql.rows(
    `CREATE TABLE shelves AS SELECT rank COLLATE "C", 'shelf ' || rank AS shelf FROM unnest($1::text[]) AS rank`,
    [RANKS],
  );
});
afterAll(() => target.close());

async function insert(rows: readonly NewRow[]): Promise<void> {
  for (const { rank, at, day, shown } of rows) {
    await target.database.sql.rows('INSERT INTO walked (rank, at, day, shown) VALUES ($1, $2, $3, $4)', [
      rank,
      at,
      day,
      shown,
    ]);
  }
}

const SHELVES = { to: 'walked', tables: 'JOIN shelves ON shelves.rank = walked.rank' };

/** A page of the rows that are shown, each with the shelf of its rank. */
function page(request: PageRequest): Promise<Page<Row>> {
  const filter = Filter.none();
  filter.when(true, (shown) => `shown = ${shown}`);
  const order = [
    { sql: 'walked.rank', type: 'text' },
    { sql: 'day', type: 'date' },
    { sql: 'at', type: 'timestamptz' },
    { sql: 'id', type: 'bigint' },
  ] as const;
  return keysetPage<Row>(
    target.database.sql,
    {
      list: 'walked',
      select: 'id, walked.rank, day, shelf',
      from: 'walked',
      filter,
      order,
      joined: SHELVES,
    },
    request,
  );
}

async function inOrder(): Promise<string[]> {
  const rows = await target.database.sql.rows<Row>(
    'SELECT id FROM walked WHERE shown ORDER BY rank, day, at, id',
  );
  return rows.map((row) => row.id);
}

/** Walks from one end of the list to the other while rows are inserted; answers the ids in the order of the list. */
async function walk(
  backwards: boolean,
  sizes: readonly number[],
  meanwhile: readonly NewRow[][],
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (let n = 0; ; n += 1) {
    const size = sizes[n % sizes.length]!;
    const found: Page<Row> = await page(
      backwards ? { last: size, before: cursor } : { first: size, after: cursor },
    );
    const ids = found.rows.map((row) => row.id);
    for (const row of found.rows) expect(row.shelf).toBe(`shelf ${row.rank}`);
    expect(ids.length).toBeLessThanOrEqual(size);
    expect(await (backwards ? found.hasNextPage() : found.hasPreviousPage())).toBe(cursor !== null);
    if (backwards) seen.unshift(...ids);
    else seen.push(...ids);
    if (!(await (backwards ? found.hasPreviousPage() : found.hasNextPage()))) return seen;
    expect(ids).toHaveLength(size);
    cursor = found.cursorOf(found.rows.at(backwards ? 0 : -1)!);
    await insert(meanwhile[n] ?? []);
  }
}

it.each([
  ['forwards', false],
  ['backwards', true],
])('a walk %s gives each row once, in order, whatever is inserted meanwhile', async (_name, backwards) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow, { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.array(anyRow, { maxLength: 2 }), { maxLength: 5 }),
      async (rows, sizes, meanwhile) => {
        await target.database.sql.rows('TRUNCATE walked');
        await insert(rows);
        const first = await inOrder();
        const seen = await walk(backwards, sizes, meanwhile);
        expect(seen).toEqual((await inOrder()).filter((id) => seen.includes(id)));
        expect(new Set(seen).size).toBe(seen.length);
        expect(first.filter((id) => !seen.includes(id))).toEqual([]);
      },
    ),
    DATABASE_RUNS,
  );
});

it('there is no page before a cursor whose rows have left the filtered list, nor one after it', async () => {
  await target.database.sql.rows('TRUNCATE walked RESTART IDENTITY');
  const row = { rank: 'a', at: 'infinity', day: 'infinity', shown: true };
  await insert(Array<NewRow>(5).fill(row));
  const walked = await page({ first: 3 });
  const [second, third] = [walked.cursorOf(walked.rows[1]!), walked.cursorOf(walked.rows[2]!)];
  const around = async () => [
    await (await page({ first: 1, after: second })).hasPreviousPage(),
    await (await page({ last: 1, before: third })).hasNextPage(),
  ];
  expect(await around()).toEqual([true, true]);
  await target.database.sql.rows('UPDATE walked SET shown = false WHERE id IN (2, 3)');
  expect(await around()).toEqual([true, true]);
  await target.database.sql.rows('UPDATE walked SET shown = false WHERE id <> 2');
  expect(await around()).toEqual([false, false]);
});

it('counts the whole list after the filter, wherever the page lies', async () => {
  await target.database.sql.rows('TRUNCATE walked');
  const row = { rank: 'a', at: 'infinity', day: 'infinity' };
  await insert([...Array<NewRow>(7).fill({ ...row, shown: true }), { ...row, shown: false }]);
  const first = await page({ first: 2 });
  const next = await page({ first: 2, after: first.cursorOf(first.rows[1]!) });
  expect([await first.totalCount(), await next.totalCount()]).toEqual([7, 7]);
  expect(next.rows.map((each) => each.id)).toEqual((await inOrder()).slice(2, 4));
});

it.each([
  ['first', ['1', '2', '3']],
  ['last', ['5', '6', '7']],
])('makes the cursor of a list in the order of its ids of the id alone: %s', async (side, ids) => {
  await target.database.sql.rows('TRUNCATE walked RESTART IDENTITY');
  const row = { rank: 'a', at: 'infinity', day: 'infinity', shown: true };
  await insert(Array<NewRow>(7).fill(row));
  const byId = {
    list: 'walked',
    select: 'id',
    from: 'walked',
    filter: Filter.none(),
    order: [{ sql: 'id', type: 'bigint' as const }],
  };
  const found = await keysetPage<{ id: string }>(target.database.sql, byId, { [side]: 3 });
  expect(found.rows).toEqual(ids.map((id) => ({ id })));
  const cursor = Buffer.from(`["walked","${ids[0]}"]`).toString('base64url');
  expect(found.cursorOf(found.rows[0]!)).toBe(cursor);
  const next = await keysetPage<{ id: string }>(target.database.sql, byId, { first: 2, after: cursor });
  expect(next.rows).toEqual([ids[1], ids[2]].map((id) => ({ id })));
});
