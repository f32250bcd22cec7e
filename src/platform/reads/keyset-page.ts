import { DateTime } from 'luxon';
import { hideNumber, shownNumber } from '../../shared/domain/hidden-number';
import { parseLocalDate } from '../../shared/domain/local-date';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { Page, PageRequest, pageSlice, PageSlice, PlacedRow } from '../../shared/domain/page';
import { Sql, statementOf } from '../sql';

/** Conditions of a list and the values bound to them, added one by one. */
export class Filter {
  private constructor(
    private readonly conditions: string[],
    readonly values: unknown[],
  ) {}

  static none(): Filter {
    return new Filter([], []);
  }

  /** Binds a value and returns its placeholder. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(condition: string): void {
    this.conditions.push(condition);
  }

  /** Adds the condition where there is a value to compare with; null and undefined filter nothing. */
  when<T>(value: T | null | undefined, condition: (placeholder: string) => string): void {
    if (value != null) this.add(condition(this.value(value)));
  }

  copy(): Filter {
    return new Filter([...this.conditions], [...this.values]);
  }

  /** Further conditions of the same statement: none of these yet, and values bound together with these. */
  beside(): Filter {
    return new Filter([], this.values);
  }

  where(): string {
    return this.conditions.length === 0
      ? ''
      : `WHERE ${this.conditions.map((one) => `(${one})`).join(' AND ')}`;
  }
}

/** An `id` is a number that is hidden in cursors, since it says how many there are. */
export type PlaceType = 'id' | 'bigint' | 'text' | 'timestamptz' | 'date';

// Every session speaks UTC, so an instant is written with +00.
const INSTANT = /^[12]\d{3}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$/;

/** Whether the database can read a text as the type: one that it cannot would fail the statement. */
const WELL_FORMED: Record<PlaceType, (text: string) => boolean> = {
  id: (text) => /^\d{1,18}$/.test(text),
  bigint: (text) => /^-?\d{1,18}$/.test(text),
  text: (text) => !text.includes('\0'),
  timestamptz: (text) => text === 'infinity' || (INSTANT.test(text) && DateTime.fromSQL(text).isValid),
  date: (text) => text === 'infinity' || parseLocalDate(text) !== null,
};

/** The place of a row in a list, as clients see it. It carries the list's name: in another one it is no place. */
export function encodeCursor(list: string, values: readonly string[], types: readonly PlaceType[]): string {
  const hidden = values.map((value, nth) => (types[nth] === 'id' ? hideNumber(list, value) : value));
  return Buffer.from(JSON.stringify([list, ...hidden])).toString('base64url');
}

/** The values behind a cursor. Throws Refused (INVALID_INPUT) on one that this list has not given out. */
export function decodeCursor(
  cursor: string,
  list: string,
  types: readonly PlaceType[],
  argument: string,
): string[] {
  const content = parseJson(Buffer.from(cursor, 'base64url').toString());
  const [name, ...values] = Array.isArray(content) ? (content as unknown[]) : [];
  if (name === list && values.length === types.length) {
    const places = types.map((type, nth) => placeIn(list, values[nth], type));
    if (places.every((place) => place !== null)) return places;
  }
  throw new Refused([invalidInput(`${argument} must be a cursor that this list has given out.`, [argument])]);
}

function placeIn(list: string, value: unknown, type: PlaceType): string | null {
  if (typeof value !== 'string') return null;
  const place = type === 'id' ? shownNumber(list, value) : value;
  return place !== null && WELL_FORMED[type](place) ? place : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One column of a list's order. The last one is what the list selects as `id`, so that every row has one place. */
export interface OrderColumn {
  readonly sql: string;
  readonly type: PlaceType;
}

export interface ListQuery {
  readonly list: string;
  readonly select: string;
  readonly from: string;
  readonly filter: Filter;
  readonly order: readonly OrderColumn[];
  /** Whether the list runs from the greatest place to the least. */
  readonly descending?: boolean;
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
 * nothing. `list` is what the cursors are named after, `select` the columns, `from` the tables; all are text from the code,
 * values come through the filter.
 */
export async function keysetPage<Row extends PlacedRow>(
  sql: Sql,
  query: ListQuery,
  request: PageRequest,
  limit?: number,
): Promise<Page<Row>> {
  const slice = pageSlice(request, limit);
  const { list, filter, order } = query;
  const types = order.map(({ type }) => type);
  const page = filter.copy();
  if (isPlaced(slice)) page.add(besideCursor(query, slice, beyond(query, slice), page));
  const rows = await sql.rows<Row>(statementOf(pageText(query, slice, page)), page.values);
  const more = rows.length > slice.size;
  const kept = rows.slice(0, slice.size);
  if (slice.backwards) kept.reverse();
  return {
    rows: kept,
    hasNextPage: () => (slice.backwards ? hasRowsBehind(sql, query, slice) : more),
    hasPreviousPage: () => (slice.backwards ? more : hasRowsBehind(sql, query, slice)),
    cursorOf: (row) => encodeCursor(list, placeOf(row), types),
    totalCount: () => countRows(sql, query.from, filter),
  };
}

function pageText(query: ListQuery, slice: PageSlice, page: Filter): string {
  const { select, from, order, joined } = query;
  const direction = runsDown(query, slice) ? 'DESC' : 'ASC';
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

/** Whether the list has rows on the other side of the page's cursor: those it was given for may have left the list. */
async function hasRowsBehind(sql: Sql, query: ListQuery, slice: PageSlice): Promise<boolean> {
  if (!isPlaced(slice)) return false;
  const filter = query.filter.copy();
  filter.add(besideCursor(query, slice, behind(query, slice), filter));
  const rows = await sql.rows(`SELECT FROM ${query.from} ${filter.where()} LIMIT 1`, filter.values);
  return rows.length > 0;
}

async function countRows(sql: Sql, from: string, filter: Filter): Promise<number> {
  const rows = await sql.rows<{ count: string }>(
    `SELECT count(*) FROM ${from} ${filter.where()}`,
    filter.values,
  );
  return Number(rows[0]!.count);
}

type Placed = PageSlice & { readonly cursor: string };

function isPlaced(slice: PageSlice): slice is Placed {
  return slice.cursor !== null;
}

type Side = '<' | '>' | '<=' | '>=';

function runsDown({ descending = false }: ListQuery, { backwards }: PageSlice): boolean {
  return descending !== backwards;
}

/** On which side of the cursor the page lies. */
function beyond(query: ListQuery, slice: PageSlice): Side {
  return runsDown(query, slice) ? '<' : '>';
}

function behind(query: ListQuery, slice: PageSlice): Side {
  return runsDown(query, slice) ? '>=' : '<=';
}

function besideCursor(
  { list, order }: ListQuery,
  { cursor, backwards }: Placed,
  side: Side,
  filter: Filter,
): string {
  const types = order.map((column) => column.type);
  const values = decodeCursor(cursor, list, types, backwards ? 'before' : 'after');
  const columns = order.map((column) => column.sql).join(', ');
  const places = order
    .map((column, index) => `${filter.value(values[index])}::${sqlTypeOf(column.type)}`)
    .join(', ');
  return `(${columns}) ${side} (${places})`;
}

/** The type by which PostgreSQL knows a place. */
export function sqlTypeOf(type: PlaceType): string {
  return type === 'id' ? 'bigint' : type;
}
