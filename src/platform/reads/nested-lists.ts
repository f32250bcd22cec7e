import { PageRequest, PlacedRow } from '../../shared/domain/page';
import { groupedInOrderOf, inGroups, inOrderOf } from './align-rows';
import { Batch, batchBy, BatchReader } from './batch';
import { BranchedList, checkSlice, Placing, statementFor } from './branched-list';
import { countRows, countTexts, ListedPage, pageOf } from './branched-page';
import { EXACT_UP_TO, Total } from './estimated-count';
import { Filter } from './keyset-page';
import { pageText } from './page-text';

/** One page of the list that belongs to one parent, of those rows that are `wanted`. */
export interface NestedListPage<Wanted> {
  readonly parentId: string;
  readonly wanted: Wanted;
  readonly request: PageRequest;
}

type NestedList<Wanted> = Pick<NestedListPage<Wanted>, 'parentId' | 'wanted'>;

/**
 * The batch behind a filtered and ordered list inside a list: one statement for all parents that ask for the same page of the
 * same rows, which those of one document do. `wanted` has to be told apart by its JSON.
 */
export function nestedLists<Row extends PlacedRow, Wanted>(
  name: string,
  listOf: (reader: BatchReader, wanted: Wanted) => BranchedList,
): Batch<NestedListPage<Wanted>, ListedPage<Row>> {
  const totals = batchBy<NestedList<Wanted>, Total>(
    `${name}-totals`,
    ({ parentId, wanted }) => `${parentId} ${JSON.stringify(wanted)}`,
    (reader, keys) =>
      inGroups(
        keys,
        ({ wanted }) => JSON.stringify(wanted),
        (alike) =>
          totalsOf(
            reader,
            listOf(reader, alike[0]!.wanted),
            alike.map(({ parentId }) => parentId),
          ),
      ),
  );
  const readPages = async (
    reader: BatchReader,
    alike: readonly NestedListPage<Wanted>[],
  ): Promise<ListedPage<Row>[]> => {
    const { wanted, request } = alike[0]!;
    const list = listOf(reader, wanted);
    const slice = checkSlice(list, request);
    const parentIds = alike.map(({ parentId }) => parentId);
    const parentsAStatement = Math.max(1, Math.floor(reader.rowsAStatement / (slice.size + 1)));
    const reads = piecesOf(parentIds, parentsAStatement).map((ids) => {
      const bound = Filter.none();
      const parents = bound.value(ids);
      const text = `SELECT page.*, wanted.parent AS "nestedIn"
        FROM unnest(${parents}::bigint[]) AS wanted (parent)
          CROSS JOIN LATERAL (${pageText(list, slice, bound, 'wanted.parent')}) page`;
      return reader.database.sql.rows<Row & { nestedIn: string }>(statementFor(list, text), bound.values);
    });
    const rows = (await Promise.all(reads)).flat();
    return groupedInOrderOf(parentIds, rows, (row) => row.nestedIn).map((own, nth) => {
      const parentId = parentIds[nth]!;
      const total = () => reader.load(totals, { parentId, wanted });
      return pageOf<Row>(reader.database.sql, list, slice, parentId, own, total);
    });
  };
  return batchBy(
    `${name}-lists`,
    (key) => `${key.parentId} ${groupOf(key)}`,
    (reader, keys) => inGroups(keys, groupOf, (alike) => readPages(reader, alike)),
  );
}

/** Pages of the same text are read by one statement. It is made twice for each parent, nearly always without a cursor. */
function groupOf<Wanted>({ wanted, request }: NestedListPage<Wanted>): string {
  const { first, after, last, before } = request;
  const cursors = after == null && before == null ? '' : JSON.stringify([after ?? null, before ?? null]);
  return `${first ?? ''} ${last ?? ''} ${cursors} ${textOf(wanted)}`;
}

/** What the rows of a list have in common is one object for all of them where nothing is filtered. */
const texts = new WeakMap<object, string>();

function textOf(wanted: unknown): string {
  if (typeof wanted !== 'object' || wanted === null) return JSON.stringify(wanted);
  let text = texts.get(wanted);
  if (text === undefined) texts.set(wanted, (text = JSON.stringify(wanted)));
  return text;
}

function piecesOf<T>(all: readonly T[], size: number): (readonly T[])[] {
  if (all.length <= size) return [all];
  return Array.from({ length: Math.ceil(all.length / size) }, (_, nth) =>
    all.slice(nth * size, (nth + 1) * size),
  );
}

async function totalsOf(
  reader: BatchReader,
  list: BranchedList,
  parentIds: readonly string[],
): Promise<readonly Total[]> {
  const { sql } = reader.database;
  const bound = Filter.none();
  const parents = bound.value(parentIds);
  const { few } = countTexts(list, bound, 'wanted.parent');
  const text = `SELECT wanted.parent, (SELECT count(*)::int FROM (${few}) few) AS count
    FROM unnest(${parents}::bigint[]) AS wanted (parent)`;
  const rows = await sql.rows<{ parent: string; count: number }>(text, bound.values);
  const counts = inOrderOf(parentIds, rows, ({ parent }) => parent);
  return Promise.all(
    counts.map(async (row, nth) =>
      row!.count <= EXACT_UP_TO
        ? { count: row!.count, isEstimate: false }
        : countRows(sql, list, parentIds[nth]!),
    ),
  );
}

/** A list that belongs to one thing, in the order of the ids. All texts are SQL from the code. */
export interface ListOfOne {
  /** With the alias of which the others speak: `consulting_blocks b`. */
  readonly table: string;
  readonly id: string;
  readonly parent: string;
  readonly columns: string;
  /** Further conditions. */
  readonly narrowTo?: (filter: Filter) => void;
  readonly isPrepared?: boolean;
}

export function listOfOne(
  placing: Placing,
  { table, id, parent, columns, narrowTo, isPrepared = true }: ListOfOne,
): BranchedList {
  return {
    ...placing,
    descending: false,
    isPrepared,
    branches: (wanted) => [
      {
        rank: 0,
        make: (bound) => {
          const filter = bound.beside();
          filter.add(`${parent} = ${wanted}`);
          narrowTo?.(filter);
          return { from: table, filter, places: [id] };
        },
      },
    ],
    rows: () => ({ select: columns, join: `JOIN ${table} ON ${id} = found.id` }),
  };
}
