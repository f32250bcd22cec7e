import { Page, PageRequest, pageSlice } from '../../shared/domain/page';
import { Batch, batch, batchBy, BatchReader } from './batch';
import { groupedInOrderOf, inGroups, inOrderOf } from './align-rows';
import { decodeCursor, encodeCursor } from './keyset-page';

/** One page of the list that belongs to one parent. */
export interface NestedPage {
  readonly parentId: string;
  readonly request: Pick<PageRequest, 'first' | 'after'>;
}

/** Reads, for many parents at once, up to `limit` rows with an id above `afterId`, in the order of their ids. */
export type ReadFirstOf<Row> = (
  reader: BatchReader,
  parentIds: readonly string[],
  afterId: string,
  limit: number,
) => Promise<readonly Row[]>;

/**
 * The batch behind a list inside a list: one statement for all parents that ask for the same page, which those of one
 * document do. `list` is what its cursors are named after.
 */
export function nestedPages<Row extends { readonly id: string }>(
  list: string,
  readFirstOf: ReadFirstOf<Row>,
  parentOf: (row: Row) => string,
  counts: Batch<string, number>,
): Batch<NestedPage, Page<Row>> {
  const firstIds = batch<string | null>(`${list}-first`, async (reader, parentIds) => {
    const rows = await readFirstOf(reader, parentIds, '0', 1);
    return inOrderOf(parentIds, rows, parentOf).map((row) => row?.id ?? null);
  });
  const readPages = async (reader: BatchReader, alike: readonly NestedPage[]): Promise<Page<Row>[]> => {
    const { size, afterId } = nestedSlice(list, alike[0]!.request);
    const parentIds = alike.map((key) => key.parentId);
    const parentsAStatement = Math.max(1, Math.floor(reader.rowsAStatement / (size + 1)));
    const reads = piecesOf(parentIds, parentsAStatement).map((ids) =>
      readFirstOf(reader, ids, afterId, size + 1),
    );
    const rows = (await Promise.all(reads)).flat();
    return groupedInOrderOf(parentIds, rows, parentOf).map((group, nth) => {
      const parentId = parentIds[nth]!;
      return {
        rows: group.slice(0, size),
        hasNextPage: () => group.length > size,
        hasPreviousPage: async () => {
          const first = afterId === '0' ? null : await reader.load(firstIds, parentId);
          return first !== null && BigInt(first) <= BigInt(afterId);
        },
        cursorOf: (row) => encodeCursor(list, [row.id], ['id']),
        totalCount: () => reader.load(counts, parentId),
      };
    });
  };
  return batchBy(
    `${list}-pages`,
    (key) => `${key.parentId} ${groupOf(key)}`,
    (reader, keys) => inGroups(keys, groupOf, (alike) => readPages(reader, alike)),
  );
}

/**
 * How many rows after which id a page of a nested list holds. Throws Refused (INVALID_INPUT) on a size out of range and on
 * a cursor that no list of this name has given out.
 */
export function nestedSlice(
  list: string,
  request: PageRequest,
): { readonly size: number; readonly afterId: string } {
  const { size, cursor } = pageSlice(request);
  return { size, afterId: cursor === null ? '0' : decodeCursor(cursor, list, ['id'], 'after')[0]! };
}

function piecesOf<T>(all: readonly T[], size: number): (readonly T[])[] {
  if (all.length <= size) return [all];
  return Array.from({ length: Math.ceil(all.length / size) }, (_, nth) =>
    all.slice(nth * size, (nth + 1) * size),
  );
}

function groupOf({ request: { first, after } }: NestedPage): string {
  return `${first ?? ''} ${after ?? ''}`;
}
