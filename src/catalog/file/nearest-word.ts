/** The word that the fewest changed letters turn `word` into; null where it takes more than a third of the letters. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const byDistance = known
    .map((candidate) => ({
      candidate,
      distance: changedLetters(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .sort((one, other) => one.distance - other.distance);
  const nearest = byDistance[0];
  return nearest !== undefined && nearest.distance * 3 <= nearest.candidate.length ? nearest.candidate : null;
}

/** The Levenshtein distance: letters to insert, remove or replace. */
function changedLetters(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column < row.length; column += 1) {
      const replaced = row[column - 1]! + (letter === other[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[column]! + 1, next[column - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
