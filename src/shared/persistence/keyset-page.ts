import { invalidInput, Refused } from '../domain/refusal';
import { PageRequest, pageSlice } from '../domain/page';
import { Sql } from './sql';
import { Filter } from './filter';

/** One column of a list's order. The last one must be unique, so that every row has one place. */
export interface OrderColumn {
  readonly sql: string;
  readonly type: 'bigint' | 'text' | 'timestamptz' | 'date';
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  cursorOf(row: Row): string;
  totalCount(): Promise<number>;
}

interface PlacedRow {
  readonly cursorValues: readonly string[];
}

/**
 * Reads one page by the place of its neighbour, never by an offset: a row that is added or taken away elsewhere moves
 * nothing. `select` is the list of columns, `from` the tables; both are text of ours, values come through the filter.
 */
export async function keysetPage<Row>(
  sql: Sql,
  query: { select: string; from: string; filter: Filter; order: readonly OrderColumn[] },
  request: PageRequest,
): Promise<Page<Row>> {
  const slice = pageSlice(request);
  const { order, filter } = query;
  const page = filter.copy();
  if (slice.cursor !== null) page.add(besideCursor(order, slice.cursor, slice.backwards, page));
  const direction = slice.backwards ? 'DESC' : 'ASC';
  const places = order.map((column) => `(${column.sql})::text`).join(', ');
  const text = `SELECT ${query.select}, ARRAY[${places}] AS "cursorValues" FROM ${query.from} ${page.where()}
    ORDER BY ${order.map((column) => `${column.sql} ${direction}`).join(', ')} LIMIT ${slice.size + 1}`;
  const rows = await sql.rows<Row & PlacedRow>(text, page.values);
  const more = rows.length > slice.size;
  const kept = rows.slice(0, slice.size);
  if (slice.backwards) kept.reverse();
  return {
    rows: kept,
    hasNextPage: slice.backwards ? slice.cursor !== null : more,
    hasPreviousPage: slice.backwards ? more : slice.cursor !== null,
    cursorOf: (row) => encodeCursor((row as Row & PlacedRow).cursorValues),
    totalCount: () => countRows(sql, query.from, filter),
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
  order: readonly OrderColumn[],
  cursor: string,
  backwards: boolean,
  filter: Filter,
): string {
  const values = decodeCursor(cursor, order, backwards ? 'before' : 'after');
  const columns = order.map((column) => column.sql).join(', ');
  const places = order.map((column, index) => `${filter.value(values[index])}::${column.type}`).join(', ');
  return `(${columns}) ${backwards ? '<' : '>'} (${places})`;
}

export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

const WELL_FORMED: Record<OrderColumn['type'], RegExp> = {
  bigint: /^-?\d{1,18}$/,
  text: /^[^\0]*$/,
  timestamptz: /^(infinity|\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:?\d{2})?)$/,
  date: /^(infinity|\d{4}-\d{2}-\d{2})$/,
};

/** The place behind a cursor. Throws Refused (INVALID_INPUT) on one that this list has not given out. */
export function decodeCursor(
  cursor: string,
  order: readonly Pick<OrderColumn, 'type'>[],
  argument: string,
): string[] {
  const values = parseJson(Buffer.from(cursor, 'base64url').toString());
  const fits =
    Array.isArray(values) &&
    values.length === order.length &&
    order.every(
      ({ type }, index) => typeof values[index] === 'string' && WELL_FORMED[type].test(values[index]),
    );
  if (!fits)
    throw new Refused([
      invalidInput(`${argument} must be a cursor that this list has given out.`, [argument]),
    ]);
  return values as string[];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
