/** Numbers that look like chance and are the same in every run: Park and Miller's generator. Not for secrets. */
export function randomNumbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}

/** A whole number from 0 to below `bound`, the next of the stream. */
export function below(random: () => number, bound: number): number {
  return Math.floor(random() * bound);
}
