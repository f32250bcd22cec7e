import { Filter } from './keyset-page';

/**
 * One way to the rows of a list. What may be in it for one of several reasons, each with an index of its own, is found by
 * several branches, since PostgreSQL reads a page in order from one index only.
 */
export interface Branch {
  /** Rows of a lower rank come first. A row has the lowest rank of those that find it. */
  readonly rank: number;
  /**
   * Binds its values beside those of the other branches; called only where the branch is part of the statement. `leavesOut`: without
   * what branches of a lower rank find; else it may have that, too, which takes less time to plan.
   */
  make(bound: Filter, leavesOut: boolean): BranchText;
}

export interface BranchText {
  readonly from: string;
  readonly filter: Filter;
  /** SQL for the places of a row, in the order of the list; the id is the last one. */
  readonly places: readonly string[];
  /** How many of the first places are the same for all rows of the rank, so that none is compared by them. */
  readonly fixed?: number;
  readonly each?: EachValue;
}

/**
 * Conditions that rows of several values fulfil, such as those of some days. An index has the rows of one value in the order of the
 * list, but not those of all: a page takes the first of each value, so that it reads no more of them where there are more.
 */
export interface EachValue {
  /** Binds the values and adds what else the rows fulfil. */
  one(filter: Filter): OneValue;
  /** Adds the conditions for all values. */
  all(filter: Filter): void;
}

/** All texts are SQL. */
export interface OneValue {
  /** A table of the values, with its name. */
  readonly table: string;
  /** What is a value of the rows: the columns of an index before the places of the list. */
  readonly keys: readonly string[];
  /** The same of the table. */
  readonly at: readonly string[];
}

/**
 * Branches that find the same rows under a condition that nearly always holds. They are tried first, in one statement with the condition:
 * to plan a branch that finds nothing can take longer than to read the page.
 */
export interface Shortcut {
  /** SQL for the condition. */
  readonly isOpen: (bound: Filter) => string;
  readonly branches: (parent: string) => readonly Branch[];
}
