import { PageRequest, pageSlice } from '../domain/page';
import { Batch, RequestContext } from '../request-context';
import { groupedInOrderOf } from './in-order-of';
import { decodeCursor, encodeCursor } from './cursor';
import { Page } from './keyset-page';

/** One page of the list that belongs to one parent. */
export interface NestedPage {
  readonly parentId: string;
  readonly request: PageRequest;
}

/** Reads, for many parents at once, up to `limit` rows with an id above `afterId`, in the order of their ids. */
export type ReadFirstOf<Row> = (
  context: RequestContext,
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
  return async (context, keys) => {
    const answers = new Map<NestedPage, Page<Row>>();
    for (const alike of groupedByRequest(keys)) {
      const { size, cursor } = pageSlice(alike[0]!.request);
      const afterId = cursor === null ? '0' : decodeCursor(cursor, list, ['bigint'], 'after')[0]!;
      const parentIds = alike.map((key) => key.parentId);
      const rows = await readFirstOf(context, parentIds, afterId, size + 1);
      const groups = groupedInOrderOf(parentIds, rows, parentOf);
      alike.forEach((key, index) => {
        const totalCount = () => context.load(counts, key.parentId);
        answers.set(key, forwardPage(list, groups[index]!, size, cursor !== null, totalCount));
      });
    }
    return keys.map((key) => answers.get(key)!);
  };
}

function groupedByRequest(keys: readonly NestedPage[]): NestedPage[][] {
  const groups = new Map<string, NestedPage[]>();
  for (const key of keys) {
    const request = JSON.stringify(key.request);
    groups.set(request, [...(groups.get(request) ?? []), key]);
  }
  return [...groups.values()];
}

function forwardPage<Row extends { readonly id: string }>(
  list: string,
  rows: readonly Row[],
  size: number,
  hasPreviousPage: boolean,
  totalCount: () => Promise<number>,
): Page<Row> {
  return {
    rows: rows.slice(0, size),
    hasNextPage: rows.length > size,
    hasPreviousPage,
    cursorOf: (row) => encodeCursor(list, [row.id]),
    totalCount,
  };
}
