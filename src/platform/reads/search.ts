import { foldEmail, foldText } from '../../shared/domain/text';
import { Filter } from './keyset-page';

/** How well a text matches: as a whole, from its beginning, in any part. In this order they are listed. */
const RANKS = ['exact', 'prefix', 'part'] as const;
type Rank = (typeof RANKS)[number];

/** From how many letters on parts of words are searched: shorter ones have no trigram, so that no index finds them. */
const PART_FROM = 3;

/** A folded column that is searched, as SQL over the thing that is listed. */
export interface Searched {
  readonly column: string;
  /** Of addresses, whose domain is folded another way. */
  readonly isEmail?: boolean;
  /** What holds where a condition on the column does; the condition itself unless told otherwise. */
  readonly has?: (condition: string) => string;
}

/** One column, and one way in which it may match. */
export interface SearchWay {
  readonly rank: number;
  /** Adds the match, and leaves out what matches better. */
  narrow(filter: Filter): void;
}

/**
 * The ways in which columns match what somebody looks for, best first; null where nothing visible is asked for, which filters
 * nothing. Below three letters a text matches as a whole and from its beginning only. Domain section 10.
 */
export function waysToFind(
  text: string | null | undefined,
  columns: (filter: Filter) => readonly Searched[],
): readonly SearchWay[] | null {
  const folded = foldText(text ?? '');
  if (text == null || folded === '') return null;
  const ranks = [...folded].length < PART_FROM ? RANKS.slice(0, 2) : RANKS;
  const count = columns(Filter.none()).length;
  return ranks.flatMap((kind, rank) =>
    Array.from({ length: count }, (_, nth) => ({
      rank,
      narrow: (filter: Filter) => {
        const searched = columns(filter);
        filter.add(matching(searched[nth]!, kind, text, filter));
        for (const better of RANKS.slice(0, rank))
          for (const each of searched) filter.add(`NOT ${matching(each, better, text, filter)}`);
      },
    })),
  );
}

function matching(
  { column, isEmail = false, has = (condition) => condition }: Searched,
  rank: Rank,
  text: string,
  filter: Filter,
): string {
  const folded = isEmail ? foldEmail(text) : foldText(text);
  if (rank === 'exact') return `(${has(`${column} = ${filter.value(folded)}`)})`;
  const escaped = folded.replace(/[\\%_]/g, '\\$&');
  return `(${has(`${column} LIKE ${filter.value(rank === 'prefix' ? `${escaped}%` : `%${escaped}%`)}`)})`;
}
