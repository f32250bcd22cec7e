import { Page, PageRequest, PageSlice, PlacedRow } from '../../shared/domain/page';
import { Sql } from '../sql';
import { BranchedList, checkSlice, placeOf, runsDown, statementFor, typesOf } from './branched-list';
import { EXACT_UP_TO, estimatedCount, Total } from './estimated-count';
import { encodeCursor, Filter } from './keyset-page';
import { compared, pageText } from './page-text';

/** A page whose total may be an estimate. */
export interface ListedPage<Row> extends Page<Row> {
  total(): Promise<Total>;
}

/** A page of a list, by the place of its neighbour. Throws Refused (INVALID_INPUT) as `checkSlice`. */
export async function branchedPage<Row extends PlacedRow>(
  sql: Sql,
  list: BranchedList,
  request: PageRequest,
): Promise<ListedPage<Row>> {
  const slice = checkSlice(list, request);
  const rows = (await rowsByShortcut<Row>(sql, list, slice)) ?? (await rowsOfPage<Row>(sql, list, slice));
  return pageOf(sql, list, slice, null, rows, () => countRows(sql, list, null));
}

function rowsOfPage<Row>(sql: Sql, list: BranchedList, slice: PageSlice): Promise<Row[]> {
  const bound = Filter.none();
  const text = pageText(list, slice, bound, '');
  return sql.rows<Row>(statementFor(list, text), bound.values);
}

/** Null where there is no shortcut or it is not open. */
async function rowsByShortcut<Row extends PlacedRow>(
  sql: Sql,
  list: BranchedList,
  slice: PageSlice,
): Promise<Row[] | null> {
  if (list.shortcut === undefined) return null;
  const bound = Filter.none();
  const short = { ...list, branches: list.shortcut.branches };
  const text = pageText(short, slice, bound, '', list.shortcut.isOpen(bound));
  // Without a row of the page there is one with the condition alone.
  const rows = await sql.rows<Row & { isOpen: boolean }>(statementFor(list, text), bound.values);
  return rows[0]!.isOpen ? rows.filter(({ id }) => id !== null) : null;
}

/** The page of what was read for it. */
export function pageOf<Row extends PlacedRow>(
  sql: Sql,
  list: BranchedList,
  slice: PageSlice,
  parentId: string | null,
  rows: readonly Row[],
  count: () => Promise<Total>,
): ListedPage<Row> {
  const more = rows.length > slice.size;
  const kept = rows.slice(0, slice.size);
  if (slice.backwards) kept.reverse();
  const behind = () => hasRowsBehind(sql, list, slice, parentId);
  let counting: Promise<Total> | undefined;
  const total = () => (counting ??= count());
  return {
    rows: kept,
    hasNextPage: () => (slice.backwards ? behind() : more),
    hasPreviousPage: () => (slice.backwards ? more : behind()),
    cursorOf: ({ id, cursorValues = [] }) => encodeCursor(list.list, [...cursorValues, id], typesOf(list)),
    total,
    totalCount: async () => (await total()).count,
  };
}

/** Whether the list has rows at the cursor or before it: the one that it was given for may have left the list. */
async function hasRowsBehind(
  sql: Sql,
  list: BranchedList,
  slice: PageSlice,
  parentId: string | null,
): Promise<boolean> {
  const place = placeOf(list, slice);
  if (place === null) return false;
  const bound = Filter.none();
  const texts = list.branches(parentOf(parentId, bound)).flatMap((branch) => {
    const isBehind = slice.backwards ? branch.rank > place.rank : branch.rank < place.rank;
    if (!isBehind && branch.rank !== place.rank) return [];
    const made = branch.make(bound, true);
    const { from, filter, places, each } = made;
    each?.all(filter);
    if (isBehind) return `(SELECT 1 FROM ${from} ${filter.where()} LIMIT 1)`;
    const isDown = runsDown(list, slice);
    filter.add(compared(made, isDown ? '>=' : '<=', place, list, bound));
    // From the cursor on, whose row is nearly always there still: without an order PostgreSQL begins anywhere, perhaps far from any.
    const nearest = places.map((sql) => `${sql} ${isDown ? 'ASC' : 'DESC'}`).join(', ');
    return `(SELECT 1 FROM ${from} ${filter.where()} ORDER BY ${nearest} LIMIT 1)`;
  });
  if (texts.length === 0) return false;
  return (
    (await sql.rows(`SELECT 1 FROM (${texts.join(' UNION ALL ')}) found LIMIT 1`, bound.values)).length > 0
  );
}

/** Counts the rows of a list, of that of one thing where it belongs to one. */
export function countRows(sql: Sql, list: BranchedList, parentId: string | null): Promise<Total> {
  const bound = Filter.none();
  const parent = parentOf(parentId, bound);
  return estimatedCount(sql, countTexts(list, bound, parent), bound.values);
}

function parentOf(parentId: string | null, bound: Filter): string {
  return parentId === null ? '' : `${bound.value(parentId)}::bigint`;
}

/** The statements by which the rows of a list are counted. */
export function countTexts(
  list: BranchedList,
  bound: Filter,
  parent: string,
): { readonly few: string; readonly all: string } {
  const texts = list.branches(parent).map((branch) => {
    const { from, filter, places, each } = branch.make(bound, true);
    each?.all(filter);
    return `SELECT ${places.at(-1)!} AS id FROM ${from} ${filter.where()}`;
  });
  const few = texts.map((text) => `(${text} LIMIT ${EXACT_UP_TO + 1})`).join(' UNION ');
  return { few, all: texts.join(' UNION ALL ') };
}
