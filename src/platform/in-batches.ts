/** Repeats a step that works on up to `size` rows until one finds fewer; returns how many there were in all. */
export async function inBatches(size: number, step: (size: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await step(size);
    total += done;
    if (done < size) return total;
  }
}
