import { invalidInput, Refused } from './refusal';

/** The largest page that one request may ask for, and the size of one that asks for none. */
export const PAGE_LIMIT = 100;
export const PAGE_DEFAULT = 25;

/** A page as Relay asks for it: the first ones after a cursor, or the last ones before one. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** What a cursor is made of. */
export interface PlacedRow {
  readonly id: string;
  /** Of the columns of the order before the id, where there are any. */
  readonly cursorValues?: readonly string[];
}

/** One page of a list, in its order, with what Relay says of it. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Both are exact. On the side of a cursor nothing is read for it unless it is asked for. */
  hasNextPage(): boolean | Promise<boolean>;
  hasPreviousPage(): boolean | Promise<boolean>;
  cursorOf(row: PlacedRow): string;
  totalCount(): Promise<number>;
}

/** A stretch of a list: how many, on which side of which place, and read in which direction. */
export interface PageSlice {
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: string | null;
}

/** Throws Refused (INVALID_INPUT) on a size out of 0 to `limit` and on `first` together with `last`. */
export function pageSlice(request: PageRequest, limit = PAGE_LIMIT): PageSlice {
  const { first, last, after, before } = request;
  if (first != null && last != null) refuse('Ask for first or for last, not for both.', 'last');
  if (first != null && before != null) refuse('before goes with last; with first use after.', 'before');
  if (last != null && after != null) refuse('after goes with first; with last use before.', 'after');
  if (after != null && before != null) refuse('Ask for after or for before, not for both.', 'before');
  const backwards = last != null || before != null;
  const size = (backwards ? last : first) ?? PAGE_DEFAULT;
  const name = backwards ? 'last' : 'first';
  if (size < 0 || size > limit) refuse(`${name} must be from 0 to ${limit}.`, name);
  return { size, backwards, cursor: (backwards ? before : after) ?? null };
}

function refuse(message: string, argument: string): never {
  throw new Refused([invalidInput(message, [argument])]);
}
