import { distance } from 'fastest-levenshtein';

/** The word that the fewest changed letters turn `word` into; null where it takes more than a third of the letters. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const byDistance = known
    .map((candidate) => ({ candidate, changed: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.changed - other.changed);
  const nearest = byDistance[0];
  return nearest !== undefined && nearest.changed * 3 <= nearest.candidate.length ? nearest.candidate : null;
}
