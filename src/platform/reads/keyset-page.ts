import { Page, PageRequest, pageSlice, PageSlice, PlacedRow } from '../../shared/domain/page';
import { decodeCursor, encodeCursor, PlaceType } from './cursor';
import { Filter } from './filter';
import { Sql, statementOf } from '../sql';

/** One column of a list's order. The last one is what the list selects as `id`, so that every row has one place. */
export interface OrderColumn {
  readonly sql: string;
  readonly type: PlaceType;
}

export interface ListQuery {
  readonly list: string;
  readonly select: string;
  readonly from: string;
  /** What the filter needs of `from`, where the rest neither adds rows nor takes any away. */
  readonly counted?: string;
  readonly filter: Filter;
  readonly order: readonly OrderColumn[];
  readonly joined?: Joined;
}

/**
 * Tables that are joined to the rows of a page after it is cut, so to no more of them than it shows. They must have
 * exactly one row for each; `from` is then one table, known as `to`.
 */
export interface Joined {
  readonly to: string;
  readonly tables: string;
}

/**
 * Reads one page by the place of its neighbour, never by an offset: a row that is added or taken away elsewhere moves
 * nothing. `list` is what the cursors are named after, `select` the columns, `from` the tables; all are text of ours,
 * values come through the filter.
 */
export async function keysetPage<Row extends PlacedRow>(
  sql: Sql,
  query: ListQuery,
  request: PageRequest,
  limit?: number,
): Promise<Page<Row>> {
  const slice = pageSlice(request, limit);
  const { list, order, filter } = query;
  const page = filter.copy();
  if (slice.cursor !== null) page.add(besideCursor(list, order, slice.cursor, slice.backwards, page));
  const rows = await sql.rows<Row>(statementOf(pageText(query, slice, page)), page.values);
  const more = rows.length > slice.size;
  const kept = rows.slice(0, slice.size);
  if (slice.backwards) kept.reverse();
  return {
    rows: kept,
    hasNextPage: slice.backwards ? slice.cursor !== null : more,
    hasPreviousPage: slice.backwards ? more : slice.cursor !== null,
    cursorOf: (row) => encodeCursor(list, placeOf(row)),
    totalCount: () => countRows(sql, query.counted ?? query.from, filter),
  };
}

function pageText({ select, from, order, joined }: ListQuery, slice: PageSlice, page: Filter): string {
  const direction = slice.backwards ? 'DESC' : 'ASC';
  const ordered = `ORDER BY ${order.map((column) => `${column.sql} ${direction}`).join(', ')}`;
  const cut = `${from} ${page.where()} ${ordered} LIMIT ${page.value(slice.size + 1)}`;
  const columns = select + cursorColumn(order);
  if (joined === undefined) return `SELECT ${columns} FROM ${cut}`;
  return `SELECT ${columns} FROM (SELECT * FROM ${cut}) ${joined.to} ${joined.tables} ${ordered}`;
}

/** An array costs for every row, and the id is in the row anyway: most lists, in the order of their ids, need none. */
function cursorColumn(order: readonly OrderColumn[]): string {
  const places = order.slice(0, -1).map((column) => `(${column.sql})::text`);
  return places.length === 0 ? '' : `, ARRAY[${places.join(', ')}] AS "cursorValues"`;
}

function placeOf({ id, cursorValues = [] }: PlacedRow): readonly string[] {
  return [...cursorValues, id];
}

async function countRows(sql: Sql, from: string, filter: Filter): Promise<number> {
  const rows = await sql.rows<{ count: string }>(
    `SELECT count(*) FROM ${from} ${filter.where()}`,
    filter.values,
  );
  return Number(rows[0]!.count);
}

function besideCursor(
  list: string,
  order: readonly OrderColumn[],
  cursor: string,
  backwards: boolean,
  filter: Filter,
): string {
  const types = order.map((column) => column.type);
  const values = decodeCursor(cursor, list, types, backwards ? 'before' : 'after');
  const columns = order.map((column) => column.sql).join(', ');
  const places = order.map((column, index) => `${filter.value(values[index])}::${column.type}`).join(', ');
  return `(${columns}) ${backwards ? '<' : '>'} (${places})`;
}
