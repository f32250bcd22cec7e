import { BranchedList, Placing } from './branched-list';
import { Filter } from './keyset-page';

/** Adds its conditions, and is found by an index of its own. */
export interface Way {
  readonly narrow: (filter: Filter) => void;
  /** The places of the list in other words, which no index has in order, for what is so rare that it is to be sorted. */
  readonly places?: readonly string[];
}

/** A list in one order, of rows that are found in one way or in several, which may overlap. */
interface ListOfWays {
  /** One table and its name, such as `events e`. */
  readonly table: string;
  /** SQL for the places of a row, in the order of the list; the id is the last one. */
  readonly places: readonly string[];
  readonly ways: readonly Way[];
  readonly rows: (bound: Filter) => { readonly select: string; readonly join: string };
}

/**
 * The list as `branchedPage` reads it: of each way the first rows in order, put together, a row that several find once. What the
 * ways add varies too much to be kept as prepared statements. `placing` names the list and the types of its places.
 */
export function listOfWays(
  placing: Omit<Placing, 'isRanked'>,
  { table, places, ways, rows }: ListOfWays,
): BranchedList {
  return {
    ...placing,
    isRanked: false,
    descending: false,
    isPrepared: false,
    branches: () =>
      ways.map((way) => ({
        rank: 0,
        make: (bound) => {
          const filter = bound.beside();
          way.narrow(filter);
          return { from: table, filter, places: way.places ?? places };
        },
      })),
    rows,
  };
}
