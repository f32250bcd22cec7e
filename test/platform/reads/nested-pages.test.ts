import { Page } from '../../../src/shared/domain/page';
import { Refused } from '../../../src/shared/domain/refusal';
import { NestedPage, nestedPages } from '../../../src/platform/reads/nested-pages';
import { batch, BatchReader } from '../../../src/platform/reads/batch';

const ROWS = [3, 5, 8, 13, 21].flatMap((id) =>
  ['1', '2'].map((parentId) => ({ id: String(id + Number(parentId)), parentId })),
);
type Row = (typeof ROWS)[number];

const reader = {} as BatchReader;
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
  expect(found.map((page) => page.hasNextPage)).toEqual([true, true, false, true]);
  expect(read).toHaveBeenCalledTimes(2);
});

it('goes on behind the cursor of a row, to the end', async () => {
  const [first] = await pagesOf({ parentId: '1', request: { first: 3 } });
  const after = first!.cursorOf(first!.rows.at(-1)!);
  const [next] = await pagesOf({ parentId: '1', request: { first: 3, after } });
  expect(next!.rows.map((row) => row.id)).toEqual(['14', '22']);
  expect([first!.hasPreviousPage, next!.hasPreviousPage, next!.hasNextPage]).toEqual([false, true, false]);
});

it('refuses a faulty page alone, whoever asked for another in the same batch', async () => {
  const [faulty, sound] = await pages.read(reader, [
    { parentId: '1', request: { first: 3, after: 'not a cursor' } },
    { parentId: '1', request: { first: 1 } },
  ]);
  expect(faulty).toBeInstanceOf(Refused);
  expect((sound as Page<Row>).rows.map((row) => row.id)).toEqual(['4']);
});
