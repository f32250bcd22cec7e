import { Page, PageRequest, pageSlice, PageSlice, PlacedRow } from '../../shared/domain/page';
import { frequentStatementOf, Sql, statementOf } from '../sql';
import { Branch, BranchText, OneValue, Shortcut } from './branches';
import { EXACT_UP_TO, estimatedCount, Total } from './estimated-count';
import { decodeCursor, encodeCursor, Filter, PlaceType, sqlTypeOf } from './keyset-page';

/** What cursors of a list are made of. */
export interface Placing {
  /** What the cursors are named after. */
  readonly list: string;
  readonly types: readonly PlaceType[];
  /** Whether the rank is part of the place of a row. */
  readonly isRanked: boolean;
}

export interface BranchedList extends Placing {
  readonly descending: boolean;
  /** Whether the text is one of few, so that each connection may keep its plan. */
  readonly isPrepared: boolean;
  /** `parent` is SQL for the thing that the list belongs to, empty where it belongs to none. */
  branches(parent: string): readonly Branch[];
  readonly shortcut?: Shortcut;
  /** The columns of a row, and the tables that are joined to what was `found`, with one row for each `found.id`. */
  rows(bound: Filter): { readonly select: string; readonly join: string };
}

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
  return sql.rows<Row>(list.isPrepared ? statementOf(text) : frequentStatementOf(text), bound.values);
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
  const rows = await sql.rows<Row & { isOpen: boolean }>(frequentStatementOf(text), bound.values);
  return rows[0]!.isOpen ? rows.filter(({ id }) => id !== null) : null;
}

/** Throws Refused (INVALID_INPUT) on a size out of range and on a cursor that the list has not given out. */
export function checkSlice(list: Placing, request: PageRequest): PageSlice {
  const slice = pageSlice(request);
  placeOf(list, slice);
  return slice;
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

interface Place {
  readonly rank: number;
  readonly values: readonly string[];
}

function placeOf({ list, types, isRanked }: Placing, { cursor, backwards }: PageSlice): Place | null {
  if (cursor === null) return null;
  const values = decodeCursor(cursor, list, typesOf({ types, isRanked }), backwards ? 'before' : 'after');
  return isRanked ? { rank: Number(values[0]), values: values.slice(1) } : { rank: 0, values };
}

/** What the places in a cursor are. */
function typesOf({ types, isRanked }: Pick<Placing, 'types' | 'isRanked'>): readonly PlaceType[] {
  return isRanked ? ['bigint', ...types] : types;
}

/**
 * The statement for one page; with a column as the parent, the lateral part of one for many. With a condition it has the column `isOpen`
 * for it, and no row of the page where it does not hold.
 */
export function pageText(
  list: BranchedList,
  slice: PageSlice,
  bound: Filter,
  parent: string,
  condition: string | null = null,
): string {
  const { backwards } = slice;
  const place = placeOf(list, slice);
  const direction = runsDown(list, slice) ? 'DESC' : 'ASC';
  const names = namesOf(list);
  const rowsWanted = slice.size + 1;
  const limit = bound.value(rowsWanted);
  const order = names.map((name) => `found.${name} ${direction}`).join(', ');
  const leavesOut = place !== null || backwards;
  const byRank = new Map<number, string[]>();
  const side = backwards ? -1 : 1;
  for (const branch of [...list.branches(parent)].sort((one, other) => side * (one.rank - other.rank))) {
    const isBeyond = backwards ? branch.rank < (place?.rank ?? 0) : branch.rank > (place?.rank ?? 0);
    if (place !== null && !isBeyond && branch.rank !== place.rank) continue;
    const made = branch.make(bound, leavesOut);
    const { from, filter, places, each } = made;
    const one = each?.one(filter);
    const isCompared = place !== null && !isBeyond;
    if (isCompared) filter.add(compared(made, runsDown(list, slice) ? '<' : '>', place, list, bound, one));
    if (one !== undefined) addValue(filter, one, runsDown(list, slice), isCompared);
    const texts = byRank.get(branch.rank) ?? [];
    if (texts.length === 0) byRank.set(branch.rank, texts);
    // What was found before is taken out afterwards: at most a page of each rank.
    const most = leavesOut || byRank.size === 1 ? limit : bound.value(byRank.size * rowsWanted);
    const columns = places.map((sql, nth) => `${sql} AS ${names[nth]}`).join(', ');
    const ordered = [...(one?.keys ?? []), ...places].map((sql) => `${sql} ${direction}`).join(', ');
    const first = `(SELECT ${columns}, ${branch.rank} AS rank FROM ${from} ${filter.where()} ORDER BY ${ordered} LIMIT ${most})`;
    const text =
      one === undefined
        ? first
        : `(SELECT found.* FROM ${one.table} CROSS JOIN LATERAL ${first} found ORDER BY ${order} LIMIT ${most})`;
    texts.push(text);
  }
  const found = [...byRank.values()].map((texts) => texts.join(' UNION '));
  const { select, join } = list.rows(bound);
  const ranked = `found.rank ${backwards ? 'DESC' : 'ASC'}`;
  const page = `(${inTurn(found, order, limit, list, leavesOut)}) found ${join}`;
  const [column, from] =
    condition === null
      ? ['', page]
      : [', way."isOpen"', `(SELECT ${condition} AS "isOpen") way LEFT JOIN (${page}) ON way."isOpen"`];
  const planned = list.isPrepared ? '' : `WHERE ${plannedForItsValues(bound)}`;
  return `SELECT ${select}${column}${cursorColumn(list)}
    FROM ${from} ${planned} ORDER BY ${list.isRanked ? `${ranked}, ` : ''}${order}`;
}

/**
 * SQL that always holds, and keeps PostgreSQL from planning a named statement once for all values, by which it finds no index of rare
 * ones: it knows the value when it plans for values, and believes to have much to do for any. It never does it.
 */
function plannedForItsValues(bound: Filter): string {
  const much = 'SELECT count(*) FROM generate_series(1, 1000000) one, generate_series(1, 1000000) other';
  return `(${bound.value(true)}::boolean OR (${much}) IS NULL)`;
}

/**
 * By two inequalities: an equality would take the keys out of the order, and PostgreSQL, which does not know the value, would rather
 * walk the places of the list than the index of the keys. Where the place is compared, one of the two is part of that.
 */
function addValue(filter: Filter, { keys, at }: OneValue, runsDown: boolean, isCompared: boolean): void {
  const sides = isCompared ? [runsDown ? '>=' : '<='] : ['>=', '<='];
  for (const side of sides) filter.add(`(${keys.join(', ')}) ${side} (${at.join(', ')})`);
}

/**
 * The first rows of several lists that follow each other: a later one is read only where the earlier ones do not fill the page, so that
 * these are complete then. Where it may have their rows too, these are taken out.
 */
function inTurn(
  lists: readonly string[],
  order: string,
  limit: string,
  placing: Placing,
  leavesOut: boolean,
): string {
  const cut = (list: string, condition: string) =>
    `SELECT * FROM (${list}) found ${condition} ORDER BY ${order} LIMIT ${limit}`;
  if (lists.length <= 1) return cut(lists[0] ?? nothing(placing), '');
  const earlier = (nth: number) =>
    lists
      .slice(0, nth)
      .map((_list, turn) => `SELECT id FROM turn${turn}`)
      .join(' UNION ALL ');
  const turns = lists.map((list, nth) => {
    const fills = `(SELECT count(*) FROM (${earlier(nth)}) earlier) < ${limit}::int`;
    const others = leavesOut ? '' : `AND found.id NOT IN (${earlier(nth)})`;
    const condition = nth === 0 ? '' : `WHERE ${fills} ${others}`;
    return `turn${nth} AS MATERIALIZED (${cut(list, condition)})`;
  });
  const all = lists.map((_list, nth) => `SELECT *, ${nth} AS turn FROM turn${nth}`).join(' UNION ALL ');
  return `WITH ${turns.join(', ')} SELECT * FROM (${all}) found ORDER BY found.turn, ${order} LIMIT ${limit}`;
}

function runsDown({ descending }: BranchedList, { backwards }: PageSlice): boolean {
  return descending !== backwards;
}

function namesOf({ types }: Placing): readonly string[] {
  return types.map((_type, nth) => (nth === types.length - 1 ? 'id' : `place${nth}`));
}

function nothing(list: Placing): string {
  const columns = namesOf(list).map((name, nth) => `NULL::${sqlTypeOf(list.types[nth]!)} AS ${name}`);
  return `SELECT ${columns.join(', ')}, 0 AS rank WHERE false`;
}

function cursorColumn(list: Placing): string {
  const places = [...(list.isRanked ? ['rank'] : []), ...namesOf(list).slice(0, -1)];
  if (places.length === 0) return '';
  return `, ARRAY[${places.map((name) => `found.${name}::text`).join(', ')}] AS "cursorValues"`;
}

function compared(
  { places, fixed = 0 }: BranchText,
  side: string,
  { values }: Place,
  { types }: Placing,
  bound: Filter,
  one?: OneValue,
): string {
  const at = types.slice(fixed).map((type, nth) => `${bound.value(values[fixed + nth])}::${sqlTypeOf(type)}`);
  const columns = [...(one?.keys ?? []), ...places.slice(fixed)].join(', ');
  return `(${columns}) ${side} (${[...(one?.at ?? []), ...at].join(', ')})`;
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
