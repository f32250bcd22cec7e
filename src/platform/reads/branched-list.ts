import { PageRequest, pageSlice, PageSlice } from '../../shared/domain/page';
import { frequentStatementOf, Statement, statementOf } from '../sql';
import { Branch, Shortcut } from './branches';
import { decodeCursor, Filter, PlaceType } from './keyset-page';

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
  /** Whether its text is one of few, so that each connection may keep its plan. */
  readonly isPrepared: boolean;
  /** `parent` is SQL for the thing that the list belongs to, empty where it belongs to none. */
  branches(parent: string): readonly Branch[];
  readonly shortcut?: Shortcut;
  /** The columns of a row, and the tables that are joined to what was `found`, with one row for each `found.id`. */
  rows(bound: Filter): { readonly select: string; readonly join: string };
}

/** Throws Refused (INVALID_INPUT) on a size out of range and on a cursor that the list has not given out. */
export function checkSlice(list: Placing, request: PageRequest): PageSlice {
  const slice = pageSlice(request);
  placeOf(list, slice);
  return slice;
}

/** A neighbour of a page, by its place in the list. */
export interface Place {
  readonly rank: number;
  readonly values: readonly string[];
}

/** What a page begins or ends at; null where it has no cursor. Throws Refused (INVALID_INPUT) on a cursor of another list. */
export function placeOf({ list, types, isRanked }: Placing, { cursor, backwards }: PageSlice): Place | null {
  if (cursor === null) return null;
  const values = decodeCursor(cursor, list, typesOf({ types, isRanked }), backwards ? 'before' : 'after');
  return isRanked ? { rank: Number(values[0]), values: values.slice(1) } : { rank: 0, values };
}

/** What the places in a cursor are. */
export function typesOf({ types, isRanked }: Pick<Placing, 'types' | 'isRanked'>): readonly PlaceType[] {
  return isRanked ? ['bigint', ...types] : types;
}

/** Whether a page reads its list from the greatest place down. */
export function runsDown({ descending }: BranchedList, { backwards }: PageSlice): boolean {
  return descending !== backwards;
}

/** How a text of a list is sent: under a name at once where the list has few texts, else where it is frequent. */
export function statementFor({ isPrepared }: BranchedList, text: string): Statement | string {
  return isPrepared ? statementOf(text) : frequentStatementOf(text);
}
