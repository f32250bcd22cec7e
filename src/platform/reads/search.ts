import { foldText } from '../../shared/domain/text';
import { Filter } from './keyset-page';

/** How well a text matches: as a whole, from its beginning, in any part. In this order they are listed. */
const RANKS = ['exact', 'prefix', 'part'] as const;
export type MatchRank = (typeof RANKS)[number];

/** From how many letters on parts of words are searched: shorter ones have no trigram, so that no index finds them. */
const PART_FROM = 3;

/** Something in which is searched: returns SQL that holds where it matches the text so well; where it matches better, it may. */
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
    if (rank === 'part') return has(`${column} LIKE ${value(`%${escaped}%`)}`);
    // The first part leads the index past what matches as a whole.
    return has(`${column} > ${value(folded)} AND ${column} LIKE ${value(`${escaped}%`)}`);
  };
}

/** Searches in a column that holds one of few values, all of which are known and folded. */
export function amongKnown(column: string, known: readonly string[]): Searched {
  return (rank, text, filter) => {
    const folded = foldText(text);
    const rankOf = (value: string): MatchRank | null => {
      if (value === folded) return 'exact';
      if (value.startsWith(folded)) return 'prefix';
      return value.includes(folded) ? 'part' : null;
    };
    const matching = known.filter((value) => rankOf(value) === rank);
    return matching.length === 0 ? 'false' : `${column} = ANY(${filter.value(matching)}::text[])`;
  };
}

/** One thing in which is searched, and one way in which it may match. */
export interface SearchWay {
  readonly rank: number;
  /** Adds the match, and leaves out what matches better. */
  narrow(filter: Filter): void;
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
      narrow: (filter: Filter) => {
        filter.add(each(kind, text, filter));
        for (const better of RANKS.slice(0, rank))
          for (const other of searched) filter.add(`NOT (${other(better, text, filter)})`);
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
  const ways = RANKS.slice(0, ranksOf(text)).flatMap((rank) =>
    searched.map((each) => each(rank, text, filter)),
  );
  filter.add(ways.map((way) => `(${way})`).join(' OR '));
}

function ranksOf(text: string): number {
  return [...foldText(text)].length < PART_FROM ? 2 : 3;
}
