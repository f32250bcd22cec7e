import { PageSlice } from '../../shared/domain/page';
import { BranchedList, Place, placeOf, Placing, runsDown } from './branched-list';
import { Branch, BranchText, OneValue } from './branches';
import { Filter, sqlTypeOf } from './keyset-page';

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
  const place = placeOf(list, slice);
  const parts: Parts = {
    list,
    slice,
    place,
    bound,
    order: orderOf(list, slice),
    limit: bound.value(slice.size + 1),
    leavesOut: place !== null || slice.backwards,
  };
  const found = inTurn(textsOfRanks(parts, parent), parts);
  const { select, join } = list.rows(bound);
  const page = `(${found}) found ${join}`;
  const [column, from] =
    condition === null
      ? ['', page]
      : [', way."isOpen"', `(SELECT ${condition} AS "isOpen") way LEFT JOIN (${page}) ON way."isOpen"`];
  const planned = list.isPrepared ? '' : `WHERE ${plannedForItsValues(bound)}`;
  const ranked = list.isRanked ? `found.rank ${slice.backwards ? 'DESC' : 'ASC'}, ` : '';
  return `SELECT ${select}${column}${cursorColumn(list)}
    FROM ${from} ${planned} ORDER BY ${ranked}${parts.order}`;
}

/** What the parts of a page's text are made with. `order` and `limit` are SQL. */
interface Parts {
  readonly list: BranchedList;
  readonly slice: PageSlice;
  readonly place: Place | null;
  readonly bound: Filter;
  readonly order: string;
  readonly limit: string;
  /** Whether a branch leaves out what those of a lower rank find. */
  readonly leavesOut: boolean;
}

function orderOf(list: BranchedList, slice: PageSlice): string {
  const direction = runsDown(list, slice) ? 'DESC' : 'ASC';
  return namesOf(list)
    .map((name) => `found.${name} ${direction}`)
    .join(', ');
}

/** The first rows of each rank that the page may have, in the order of the ranks. */
function textsOfRanks(parts: Parts, parent: string): readonly string[] {
  const { list, slice, place, bound, limit, leavesOut } = parts;
  const side = slice.backwards ? -1 : 1;
  const byRank = new Map<number, string[]>();
  for (const branch of [...list.branches(parent)].sort((one, other) => side * (one.rank - other.rank))) {
    const distance = place === null ? 1 : side * (branch.rank - place.rank);
    if (distance < 0) continue;
    const texts = byRank.get(branch.rank) ?? [];
    byRank.set(branch.rank, texts);
    // What was found before is taken out afterwards: at most a page of each rank.
    const most = leavesOut || byRank.size === 1 ? limit : bound.value(byRank.size * (slice.size + 1));
    texts.push(textOfBranch(parts, branch, distance === 0 ? place : null, most));
  }
  return [...byRank.values()].map((texts) => texts.join(' UNION '));
}

/** The first rows that a branch finds, those beyond a place where there is one. */
function textOfBranch(
  { list, slice, bound, order, leavesOut }: Parts,
  branch: Branch,
  beyond: Place | null,
  limit: string,
): string {
  const isDown = runsDown(list, slice);
  const direction = isDown ? 'DESC' : 'ASC';
  const names = namesOf(list);
  const made = branch.make(bound, leavesOut);
  const { from, filter, places, each } = made;
  const one = each?.one(filter);
  if (beyond !== null) filter.add(compared(made, isDown ? '<' : '>', beyond, list, bound, one));
  if (one !== undefined) addValue(filter, one, isDown, beyond !== null);
  const columns = places.map((sql, nth) => `${sql} AS ${names[nth]}`).join(', ');
  const ordered = [...(one?.keys ?? []), ...places].map((sql) => `${sql} ${direction}`).join(', ');
  const first = `(SELECT ${columns}, ${branch.rank} AS rank FROM ${from} ${filter.where()} ORDER BY ${ordered} LIMIT ${limit})`;
  if (one === undefined) return first;
  return `(SELECT found.* FROM ${one.table} CROSS JOIN LATERAL ${first} found ORDER BY ${order} LIMIT ${limit})`;
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
function inTurn(lists: readonly string[], { list: placing, order, limit, leavesOut }: Parts): string {
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

/** SQL for rows on one side of a place, given as `<`, `<=`, `>` or `>=`. */
export function compared(
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
