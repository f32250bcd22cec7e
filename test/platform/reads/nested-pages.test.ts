import { Page } from '../../../src/shared/domain/page';
import { Refused } from '../../../src/shared/domain/refusal';
import { NestedPage, nestedPages } from '../../../src/platform/reads/nested-pages';
import { batch, Batch, BatchReader } from '../../../src/platform/reads/batch';

const ROWS = [3, 5, 8, 13, 21].flatMap((id) =>
  ['1', '2'].map((parentId) => ({ id: String(id + Number(parentId)), parentId })),
);
type Row = (typeof ROWS)[number];

const reader: BatchReader = {
  rowsAStatement: Infinity,
  load: async (of: Batch<never, unknown>, key: never) => (await of.read(reader, [key]))[0],
} as unknown as BatchReader;
const read = jest.fn((_reader: BatchReader, parentIds: readonly string[], afterId: string, limit: number) =>
  Promise.resolve(
    parentIds.flatMap((parent) =>
      ROWS.filter((row) => row.parentId === parent && BigInt(row.id) > BigInt(afterId)).slice(0, limit),
    ),
  ),
);
const pages = nestedPages(
  'things',
  read,
  (row) => row.parentId,
  batch<number>('thing counts', (_reader, keys) => Promise.resolve(keys.map(() => 5))),
);

async function pagesOf(...keys: NestedPage[]): Promise<Page<Row>[]> {
  return (await pages.read(reader, keys)) as Page<Row>[];
}

beforeEach(() => read.mockClear());

it('reads the pages of many parents at once, one statement for each different page', async () => {
  const found = await pagesOf(
    { parentId: '1', request: { first: 2 } },
    { parentId: '2', request: { first: 2 } },
    { parentId: '3', request: { first: 2 } },
    { parentId: '2', request: { first: 4 } },
  );
  expect(found.map(({ rows }) => rows.map((row) => row.id))).toEqual([
    ['4', '6'],
    ['5', '7'],
    [],
    ['5', '7', '10', '15'],
  ]);
  expect(found.map((page) => page.hasNextPage())).toEqual([true, true, false, true]);
  expect(read).toHaveBeenCalledTimes(2);
});

it('reads for a reader of few rows a statement no more of them, and at least one parent', async () => {
  const parents = ['2', '3', '1', '4', '5'];
  const few = async (rowsAStatement: number) => {
    read.mockClear();
    const keys = parents.map((parentId) => ({ parentId, request: { first: 2 } }));
    const found = (await pages.read({ ...reader, rowsAStatement }, keys)) as Page<Row>[];
    expect(found.map(({ rows }) => rows.map((row) => row.id))).toEqual([['5', '7'], [], ['4', '6'], [], []]);
    return read.mock.calls.map(([, parentIds]) => parentIds.length);
  };
  expect(await few(6)).toEqual([2, 2, 1]);
  expect(await few(1)).toEqual([1, 1, 1, 1, 1]);
  expect(await few(15)).toEqual([5]);
});

it('goes on behind the cursor of a row, to the end', async () => {
  const [first] = await pagesOf({ parentId: '1', request: { first: 3 } });
  const after = first!.cursorOf(first!.rows.at(-1)!);
  const [next] = await pagesOf({ parentId: '1', request: { first: 3, after } });
  expect(next!.rows.map((row) => row.id)).toEqual(['14', '22']);
  expect([await first!.hasPreviousPage(), await next!.hasPreviousPage(), next!.hasNextPage()]).toEqual([
    false,
    true,
    false,
  ]);
});

it('has a previous page only where the parent has rows up to the cursor', async () => {
  const [page] = await pagesOf({ parentId: '1', request: { first: 1 } });
  const after = page!.cursorOf(page!.rows[0]!);
  const [own, others, none] = await pagesOf(
    { parentId: '1', request: { after } },
    { parentId: '2', request: { after } },
    { parentId: '3', request: { after } },
  );
  expect(await own!.hasPreviousPage()).toBe(true);
  expect(await others!.hasPreviousPage()).toBe(false);
  expect(await none!.hasPreviousPage()).toBe(false);
});

it('refuses a faulty page alone, whatever else was asked for in the same batch', async () => {
  const [faulty, sound] = await pages.read(reader, [
    { parentId: '1', request: { first: 3, after: 'not a cursor' } },
    { parentId: '1', request: { first: 1 } },
  ]);
  expect(faulty).toBeInstanceOf(Refused);
  expect((sound as Page<Row>).rows.map((row) => row.id)).toEqual(['4']);
});
