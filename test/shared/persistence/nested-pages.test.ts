import { RequestContext } from '../../../src/shared/request-context';
import { NestedPage, nestedPages } from '../../../src/shared/persistence/nested-pages';

const ROWS = [3, 5, 8, 13, 21].flatMap((id) =>
  ['1', '2'].map((parentId) => ({ id: String(id + Number(parentId)), parentId })),
);

const context = {} as RequestContext;
const read = jest.fn(
  (_context: RequestContext, parentIds: readonly string[], afterId: string, limit: number) =>
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
  (_context, keys) => Promise.resolve(keys.map(() => 5)),
);

beforeEach(() => read.mockClear());

it('reads the pages of many parents at once, one statement for each different page', async () => {
  const keys: NestedPage[] = [
    { parentId: '1', request: { first: 2 } },
    { parentId: '2', request: { first: 2 } },
    { parentId: '3', request: { first: 2 } },
    { parentId: '2', request: { first: 4 } },
  ];
  const found = await pages(context, keys);
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
  const [first] = await pages(context, [{ parentId: '1', request: { first: 3 } }]);
  const after = first!.cursorOf(first!.rows.at(-1)!);
  const [next] = await pages(context, [{ parentId: '1', request: { first: 3, after } }]);
  expect(next!.rows.map((row) => row.id)).toEqual(['14', '22']);
  expect([first!.hasPreviousPage, next!.hasPreviousPage, next!.hasNextPage]).toEqual([false, true, false]);
});
