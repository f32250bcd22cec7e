import { setImmediate as nextTurn } from 'node:timers/promises';
import { Batch, BatchReader } from '../../../src/platform/reads/batch';
import { ListedPage } from '../../../src/platform/reads/branched-page';
import { listOfOne, NestedListPage, nestedLists } from '../../../src/platform/reads/nested-lists';
import { ReaderInPieces } from '../../../src/platform/reads/reader';
import { Database } from '../../../src/platform/transactions/database';
import { Page, PageRequest } from '../../../src/shared/domain/page';
import { Refused } from '../../../src/shared/domain/refusal';
import { EVERYTHING } from '../../../src/shared/domain/tenant-scope';
import { TestClock } from '../../support/test-clock';
import { TestDatabase, workerDatabase } from '../../support/test-database';

interface Row {
  readonly id: string;
}

// Of parent 1: 4, 6, 9, 14, 22; of parent 2 each is one more.
const THINGS = `(SELECT id + parent AS id, parent FROM unnest(ARRAY[3, 5, 8, 13, 21]::bigint[]) AS id,
  unnest(ARRAY[1, 2]::bigint[]) AS parent) t`;
const pages = nestedLists<Row, number | null>('things', (_reader, above) =>
  listOfOne(
    { list: 'things', types: ['id'], isRanked: false },
    {
      table: THINGS,
      id: 't.id',
      parent: 't.parent',
      columns: 't.id',
      narrowTo: (filter) => filter.when(above, (least) => `t.id > ${least}`),
    },
  ),
);

let target: TestDatabase;
let statements: (readonly unknown[])[] = [];
let reader: BatchReader;

beforeAll(async () => {
  target = await workerDatabase();
  const { sql } = target.database;
  const database = {
    sql: {
      rows: (statement: string, values: readonly unknown[]) => {
        statements.push(values);
        return sql.rows(statement, values);
      },
    },
  } as Database;
  const load = async (of: Batch<never, unknown>, key: never) => (await of.read(reader, [key]))[0];
  reader = { database, rowsAStatement: Infinity, load } as unknown as BatchReader;
});
beforeEach(() => (statements = []));
afterAll(() => target.close());

const of = (parentId: string, request: PageRequest, wanted: number | null = null) => ({
  parentId,
  wanted,
  request,
});
const idsOf = ({ rows }: Page<Row>) => rows.map(({ id }) => id);

async function pagesOf(...keys: NestedListPage<number | null>[]): Promise<ListedPage<Row>[]> {
  return (await pages.read(reader, keys)) as ListedPage<Row>[];
}

it('pages of many parents are read at once, one statement for each different page', async () => {
  const found = await pagesOf(
    of('1', { first: 2 }),
    of('2', { first: 2 }),
    of('3', { first: 2 }),
    of('2', { first: 4 }),
    of('2', { first: 2 }, 10),
    of('1', { last: 2 }),
  );
  expect(found.map(idsOf)).toEqual([
    ['4', '6'],
    ['5', '7'],
    [],
    ['5', '7', '10', '15'],
    ['15', '23'],
    ['14', '22'],
  ]);
  expect(found.map((page) => page.hasNextPage()).slice(0, 5)).toEqual([true, true, false, true, false]);
  expect(await found[5]!.hasPreviousPage()).toBe(true);
  expect(statements).toHaveLength(4);
});

it('the rows of several parents are counted as they are filtered', async () => {
  const [all, few, none] = await pagesOf(of('1', { first: 1 }), of('1', { first: 1 }, 10), of('3', {}));
  expect(await Promise.all([all!.total(), few!.total(), none!.total()])).toEqual([
    { count: 5, isEstimate: false },
    { count: 2, isEstimate: false },
    { count: 0, isEstimate: false },
  ]);
});

it('a reader of few rows a statement reads no more of them, and at least one parent', async () => {
  const few = async (rowsAStatement: number) => {
    statements = [];
    const keys = ['2', '3', '1', '4', '5'].map((parentId) => of(parentId, { first: 2 }));
    const found = (await pages.read({ ...reader, rowsAStatement }, keys)) as ListedPage<Row>[];
    expect(found.map(idsOf)).toEqual([['5', '7'], [], ['4', '6'], [], []]);
    return statements.map(([parentIds]) => (parentIds as unknown[]).length);
  };
  expect(await few(6)).toEqual([2, 2, 1]);
  expect(await few(1)).toEqual([1, 1, 1, 1, 1]);
  expect(await few(15)).toEqual([5]);
});

it('a dear request reads the pages of fifty parents by three statements, whatever they hold', async () => {
  const clock = new TestClock('2026-06-10T10:00:00Z');
  const dear = new ReaderInPieces(reader.database, clock, EVERYTHING, () => nextTurn());
  const parentIds = Array.from({ length: 50 }, (_, nth) => `${nth + 1}`);
  const found = await Promise.all(parentIds.map((parentId) => dear.load(pages, of(parentId, {}))));
  expect(found.slice(0, 3).map(idsOf)).toEqual([
    ['4', '6', '9', '14', '22'],
    ['5', '7', '10', '15', '23'],
    [],
  ]);
  expect(statements).toHaveLength(3);
});

it('a page goes on behind the cursor of a row to the end, and before it to the beginning', async () => {
  const [first] = await pagesOf(of('1', { first: 3 }));
  const after = first!.cursorOf(first!.rows.at(-1)!);
  const [next, before] = await pagesOf(of('1', { first: 3, after }), of('1', { last: 3, before: after }));
  expect([idsOf(next!), idsOf(before!)]).toEqual([
    ['14', '22'],
    ['4', '6'],
  ]);
  expect([await first!.hasPreviousPage(), await next!.hasPreviousPage(), next!.hasNextPage()]).toEqual([
    false,
    true,
    false,
  ]);
  expect([await before!.hasPreviousPage(), await before!.hasNextPage()]).toEqual([false, true]);
});

it('a page has one before it only where the parent has rows up to the cursor', async () => {
  const [page] = await pagesOf(of('1', { first: 1 }));
  const after = page!.cursorOf(page!.rows[0]!);
  const [own, others, none] = await pagesOf(of('1', { after }), of('2', { after }), of('3', { after }));
  expect(await own!.hasPreviousPage()).toBe(true);
  expect(await others!.hasPreviousPage()).toBe(false);
  expect(await none!.hasPreviousPage()).toBe(false);
});

it('there is no page before a cursor whose rows have left the filtered list, nor one after it', async () => {
  const [walked] = await pagesOf(of('1', { first: 3 }));
  const cursor = walked!.cursorOf(walked!.rows.at(-1)!);
  const around = async (above: number | null) => {
    const keys = [of('1', { after: cursor }, above), of('1', { last: 1, before: cursor }, above)];
    const [after, before] = await pagesOf(...keys);
    return [await after!.hasPreviousPage(), await before!.hasNextPage()];
  };
  // The cursor is that of row 9, which is in the list still, and then is not.
  expect(await around(8)).toEqual([true, true]);
  expect(await around(9)).toEqual([false, true]);
  expect(await around(22)).toEqual([false, false]);
});

it('a faulty page is refused alone, whatever else was asked for in the same batch', async () => {
  const [faulty, sound] = await pages.read(reader, [
    of('1', { first: 3, after: 'not a cursor' }),
    of('1', { first: 1 }),
  ]);
  expect(faulty).toBeInstanceOf(Refused);
  expect(idsOf(sound as Page<Row>)).toEqual(['4']);
});
