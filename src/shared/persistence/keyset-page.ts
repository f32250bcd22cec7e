import { PageRequest, pageSlice } from '../domain/page';
import { decodeCursor, encodeCursor, PlaceType } from './cursor';
import { Filter } from './filter';
import { Sql, statementOf } from './sql';

/** One column of a list's order. The last one must be unique, so that every row has one place. */
export interface OrderColumn {
  readonly sql: string;
  readonly type: PlaceType;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  cursorOf(row: Row): string;
  totalCount(): Promise<number>;
}

export interface ListQuery {
  readonly list: string;
  readonly select: string;
  readonly from: string;
  /** What the filter needs of `from`, where the rest neither adds rows nor takes any away. */
  readonly counted?: string;
  readonly filter: Filter;
  readonly order: readonly OrderColumn[];
}

interface PlacedRow {
  readonly cursorValues: readonly string[];
}

/**
 * Reads one page by the place of its neighbour, never by an offset: a row that is added or taken away elsewhere moves
 * nothing. `list` is what the cursors are named after, `select` the columns, `from` the tables; all are text of ours,
 * values come through the filter.
 */
export async function keysetPage<Row>(
  sql: Sql,
  query: ListQuery,
  request: PageRequest,
  limit?: number,
): Promise<Page<Row>> {
  const slice = pageSlice(request, limit);
  const { list, order, filter } = query;
  const page = filter.copy();
  if (slice.cursor !== null) page.add(besideCursor(list, order, slice.cursor, slice.backwards, page));
  const direction = slice.backwards ? 'DESC' : 'ASC';
  const places = order.map((column) => `(${column.sql})::text`).join(', ');
  const text = `SELECT ${query.select}, ARRAY[${places}] AS "cursorValues" FROM ${query.from} ${page.where()}
    ORDER BY ${order.map((column) => `${column.sql} ${direction}`).join(', ')} LIMIT ${page.value(slice.size + 1)}`;
  const rows = await sql.rows<Row & PlacedRow>(statementOf(text), page.values);
  const more = rows.length > slice.size;
  const kept = rows.slice(0, slice.size);
  if (slice.backwards) kept.reverse();
  return {
    rows: kept,
    hasNextPage: slice.backwards ? slice.cursor !== null : more,
    hasPreviousPage: slice.backwards ? more : slice.cursor !== null,
    cursorOf: (row) => encodeCursor(list, (row as Row & PlacedRow).cursorValues),
    totalCount: () => countRows(sql, query.counted ?? query.from, filter),
  };
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
