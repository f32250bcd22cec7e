import { ConcurrencyLimit } from '../../../src/platform/reads/concurrency-limit';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Batches that last until they are ended; `begun` are their numbers, in the order in which they began. */
function batchesOf(limit: ConcurrencyLimit) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const begin = (nth: number) =>
    limit.whenFree(() => {
      begun.push(nth);
      void limit.run(() => new Promise<void>((end) => (ends[nth] = end)));
    });
  return { begin, begun, end: (nth: number) => ends[nth]!() };
}

const after = (ms: number) => jest.advanceTimersByTimeAsync(ms);

it('a batch waits for the one before it, for up to a second', async () => {
  const { begin, begun, end } = batchesOf(new ConcurrencyLimit(1));
  for (const nth of [0, 1, 2]) {
    begin(nth);
    await after(1);
  }
  await after(900);
  expect(begun).toEqual([0]);
  end(0);
  await after(1);
  expect(begun).toEqual([0, 1]);
});

it('a batch that is stuck for a second is passed by, and does not make room once more when it ends', async () => {
  const { begin, begun, end } = batchesOf(new ConcurrencyLimit(1));
  for (const nth of [0, 1]) {
    begin(nth);
    await after(1);
  }
  await after(1_000);
  expect(begun).toEqual([0, 1]);
  begin(2);
  end(0);
  await after(1);
  expect(begun).toEqual([0, 1]);
  end(1);
  await after(1);
  expect(begun).toEqual([0, 1, 2]);
});

it('three that are stuck are passed by, a fourth is waited for: it is no silent connection, but a slow database', async () => {
  const { begin, begun, end } = batchesOf(new ConcurrencyLimit(1));
  for (const nth of [0, 1, 2, 3, 4]) {
    begin(nth);
    await after(1);
  }
  await after(60_000);
  expect(begun).toEqual([0, 1, 2, 3]);
  end(3);
  await after(1);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});
