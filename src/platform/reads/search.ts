import { foldText } from '../../shared/domain/text';
import { Viewer } from '../scoped-filter';
import { Database } from '../transactions/database';
import { Filter } from './keyset-page';
import { NO_PIECES, RarePieces, rarePieces, SampledColumn } from './rare-pieces';

/** How well a text matches: as a whole, from its beginning, in any part. In this order they are listed. */
const RANKS = ['exact', 'prefix', 'part'] as const;
export type MatchRank = (typeof RANKS)[number];

/** From how many letters on parts of words are searched: shorter ones have no trigram, so that no index finds them. */
const PART_FROM = 3;

/** Something in which is searched. */
export interface Searched {
  /** SQL that holds where it matches the text so well or better. */
  readonly matches: (rank: MatchRank, text: string, filter: Filter, pieces: RarePieces) => string;
  /** Its columns, where indexes of trigrams find parts of their texts. */
  readonly sampled: readonly SampledColumn[];
  /** Whether the condition speaks of a table that is not the list's own, which has to be joined. */
  readonly isJoined: boolean;
}

interface SearchedColumn extends SampledColumn {
  /** Brings what is looked for to the form of the column; folded. */
  readonly fold?: (text: string) => string;
  /** SQL that holds where a condition on the column does, for one that is not in the row itself. */
  readonly has?: (condition: string, filter: Filter) => string;
  readonly isJoined?: boolean;
}

/** Searches in a column of folded texts. */
export function inColumn({
  column,
  table,
  fold = foldText,
  has = (condition) => condition,
  isJoined = false,
}: SearchedColumn): Searched {
  return {
    isJoined,
    sampled: [{ column, table }],
    matches: (rank, text, filter, pieces) =>
      has(columnMatches(column, rank, fold(text), { filter, pieces }), filter),
  };
}

function columnMatches(
  column: string,
  rank: MatchRank,
  folded: string,
  { filter, pieces }: { readonly filter: Filter; readonly pieces: RarePieces },
): string {
  const value = (what: string) => filter.value(what);
  if (rank === 'exact') return `${column} = ${value(folded)}`;
  const rare = rank === 'part' ? pieces.of(column, folded) : [];
  if (rare.length === 0) {
    const escaped = folded.replace(/[\\%_]/g, '\\$&');
    return `${column} LIKE ${value(rank === 'part' ? `%${escaped}%` : `${escaped}%`)}`;
  }
  const found = rare.map((piece) => `${column} LIKE ${value(`%${piece}%`)}`);
  return `(${found.join(' AND ')} AND strpos(${column}, ${value(folded)}) > 0)`;
}

/** Searches in several columns of one row at once, which is less to plan than one after the other. */
export function inAnyOf(all: readonly Searched[]): Searched {
  return {
    matches: (...given) => `(${all.map(({ matches }) => matches(...given)).join(' OR ')})`,
    sampled: all.flatMap(({ sampled }) => sampled),
    isJoined: all.some(({ isJoined }) => isJoined),
  };
}

/** Searches in a column that holds one of few values, all of which are known and folded. */
export function amongKnown(column: string, known: readonly string[]): Searched {
  const inValues = (rank: MatchRank, text: string, filter: Filter): string => {
    const folded = foldText(text);
    const matches = (value: string): boolean => {
      if (rank === 'exact') return value === folded;
      return rank === 'prefix' ? value.startsWith(folded) : value.includes(folded);
    };
    const matching = known.filter(matches);
    return matching.length === 0 ? 'false' : `${column} = ANY(${filter.value(matching)}::text[])`;
  };
  return { matches: inValues, sampled: [], isJoined: false };
}

/** One thing in which is searched, and one way in which it may match. */
export interface SearchWay {
  readonly rank: number;
  /** Adds the match; `leavesOut`: not what matches better. Returns whether it speaks of a table that has to be joined. */
  narrow(filter: Filter, leavesOut: boolean): boolean;
}

/**
 * The ways to find what somebody looks for, best first; null where nothing visible is looked for, which filters nothing. Below
 * three letters a text matches as a whole and from its beginning only. Domain section 10.
 */
export function waysToFind(
  text: string | null | undefined,
  searched: readonly Searched[],
  pieces: RarePieces = NO_PIECES,
): readonly SearchWay[] | null {
  if (text == null || !isSearched(text)) return null;
  return RANKS.slice(0, ranksOf(text)).flatMap((kind, rank) =>
    searched.map((each) => ({
      rank,
      narrow: (filter: Filter, leavesOut: boolean) => {
        filter.add(each.matches(kind, text, filter, pieces));
        if (!leavesOut || rank === 0) return each.isJoined;
        for (const other of searched)
          filter.add(`NOT (${other.matches(RANKS[rank - 1]!, text, filter, pieces)})`);
        return searched.some(({ isJoined }) => isJoined);
      },
    })),
  );
}

/** The rare pieces by which a text is to be looked for; reads no sample where it is too short for parts. */
export function piecesToFind(
  viewer: Viewer & { readonly database: Database },
  text: string | null | undefined,
  searched: readonly Searched[],
): Promise<RarePieces> {
  const hasParts = text != null && ranksOf(text) === RANKS.length;
  return rarePieces(viewer, hasParts ? searched.flatMap(({ sampled }) => sampled) : []);
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
  const ways = searched.map((each) => each.matches(loosest, text, filter, NO_PIECES));
  filter.add(ways.map((way) => `(${way})`).join(' OR '));
}

function ranksOf(text: string): number {
  return [...foldText(text)].length < PART_FROM ? 2 : 3;
}
