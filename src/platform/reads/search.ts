import { foldText } from '../../shared/domain/text';
import { Filter } from './keyset-page';

/** How well a text matches: as a whole, from its beginning, in any part. In this order they are listed. */
const RANKS = ['exact', 'prefix', 'part'] as const;
export type MatchRank = (typeof RANKS)[number];

/** From how many letters on parts of words are searched: shorter ones have no trigram, so that no index finds them. */
const PART_FROM = 3;

/** Something in which is searched: returns SQL that holds where it matches the text so well or better. */
export type Searched = (rank: MatchRank, text: string, filter: Filter) => string;

/**
 * Searches in a column of folded texts. `fold` brings what is looked for to the same form. `has` is SQL that holds where a condition
 * on the column does, for one that is not in the row itself.
 */
export function inColumn(
  column: string,
  fold: (text: string) => string = foldText,
  has = (condition: string) => condition,
): Searched {
  return (rank, text, filter) => {
    const folded = fold(text);
    const value = (what: string) => filter.value(what);
    if (rank === 'exact') return has(`${column} = ${value(folded)}`);
    const escaped = folded.replace(/[\\%_]/g, '\\$&');
    return has(`${column} LIKE ${value(rank === 'part' ? `%${escaped}%` : `${escaped}%`)}`);
  };
}

/** Searches in a column that holds one of few values, all of which are known and folded. */
export function amongKnown(column: string, known: readonly string[]): Searched {
  return (rank, text, filter) => {
    const folded = foldText(text);
    const matches = (value: string): boolean => {
      if (rank === 'exact') return value === folded;
      return rank === 'prefix' ? value.startsWith(folded) : value.includes(folded);
    };
    const matching = known.filter(matches);
    return matching.length === 0 ? 'false' : `${column} = ANY(${filter.value(matching)}::text[])`;
  };
}

/** One thing in which is searched, and one way in which it may match. */
export interface SearchWay {
  readonly rank: number;
  /** Adds the match; `leavesOut`: not what matches better. */
  narrow(filter: Filter, leavesOut: boolean): void;
}

/**
 * The ways to find what somebody looks for, best first; null where nothing visible is looked for, which filters nothing. Below
 * three letters a text matches as a whole and from its beginning only. Domain section 10.
 */
export function waysToFind(
  text: string | null | undefined,
  searched: readonly Searched[],
): readonly SearchWay[] | null {
  if (text == null || !isSearched(text)) return null;
  return RANKS.slice(0, ranksOf(text)).flatMap((kind, rank) =>
    searched.map((each) => ({
      rank,
      narrow: (filter: Filter, leavesOut: boolean) => {
        filter.add(each(kind, text, filter));
        if (!leavesOut || rank === 0) return;
        for (const other of searched) filter.add(`NOT (${other(RANKS[rank - 1]!, text, filter)})`);
      },
    })),
  );
}

/** Whether a text filters anything. */
export function isSearched(text: string | null | undefined): boolean {
  return foldText(text ?? '') !== '';
}

/** Narrows to what is found in any of these ways, for rows that are counted and not listed. */
export function narrowToFound(
  filter: Filter,
  text: string | null | undefined,
  searched: readonly Searched[],
): void {
  if (text == null || !isSearched(text)) return;
  const loosest = RANKS[ranksOf(text) - 1]!;
  const ways = searched.map((each) => each(loosest, text, filter));
  filter.add(ways.map((way) => `(${way})`).join(' OR '));
}

function ranksOf(text: string): number {
  return [...foldText(text)].length < PART_FROM ? 2 : 3;
}
