import { ANSWERED_AT_ONCE, HELD_MS, RefusalPace } from '../../src/http/refusal-pace';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Refuses so often at once; tells which refusals were answered. */
function refuse(pace: RefusalPace, key: string, times: number) {
  const answered: number[] = [];
  const answerNow = Array.from({ length: times }, (_, nth) =>
    pace.refuse(key, () => void answered.push(nth)),
  );
  return { answered, answerNow };
}

it('answers the first few refusals of a key at once, and each further one after a second', () => {
  const pace = new RefusalPace();
  const { answered } = refuse(pace, 'a', ANSWERED_AT_ONCE + 2);
  expect(answered).toHaveLength(ANSWERED_AT_ONCE);
  jest.advanceTimersByTime(HELD_MS - 1);
  expect(answered).toHaveLength(ANSWERED_AT_ONCE);
  jest.advanceTimersByTime(1);
  expect(answered).toEqual(Array.from({ length: ANSWERED_AT_ONCE + 2 }, (_, nth) => nth));
});

it('slows nobody down for the refusals of another key', () => {
  const pace = new RefusalPace();
  refuse(pace, 'a', 100);
  expect(refuse(pace, 'b', ANSWERED_AT_ONCE).answered).toHaveLength(ANSWERED_AT_ONCE);
});

it('answers at once again when a second has passed without a refusal', () => {
  const pace = new RefusalPace();
  refuse(pace, 'a', 100);
  jest.advanceTimersByTime(HELD_MS);
  expect(jest.getTimerCount()).toBe(0);
  expect(refuse(pace, 'a', ANSWERED_AT_ONCE + 1).answered).toHaveLength(ANSWERED_AT_ONCE);
});

it('lets a client that sends again as soon as it is answered have no more than one answer a second', () => {
  const pace = new RefusalPace();
  let answered = 0;
  const sendAgain = () => {
    answered += 1;
    queueMicrotask(() => pace.refuse('a', sendAgain));
  };
  for (let client = 0; client < 64; client += 1) pace.refuse('a', sendAgain);
  return jest.advanceTimersByTimeAsync(10 * HELD_MS).then(() => {
    expect(answered).toBeGreaterThan(64);
    expect(answered).toBeLessThanOrEqual(11 * (64 + ANSWERED_AT_ONCE));
  });
});

it('holds no more than its bounds: of a key, and of all', () => {
  const pace = new RefusalPace({ ofKey: 10, all: 15 });
  expect(refuse(pace, 'a', 9).answered).toHaveLength(ANSWERED_AT_ONCE);
  expect(pace.isFull('a')).toBe(false);
  refuse(pace, 'a', 1);
  expect(pace.isFull('a')).toBe(true);
  expect(refuse(pace, 'a', 3).answered).toHaveLength(3);
  expect(pace.isFull('b')).toBe(false);
  refuse(pace, 'b', 5);
  expect(pace.isFull('c')).toBe(true);
  expect(refuse(pace, 'c', 20).answered).toHaveLength(20);
  jest.advanceTimersByTime(HELD_MS);
  expect(['a', 'b', 'c'].map((key) => pace.isFull(key))).toEqual([false, false, false]);
});

it('answers one whose client has gone at once and only once, and still counts it', () => {
  const pace = new RefusalPace();
  const { answered, answerNow } = refuse(pace, 'a', ANSWERED_AT_ONCE + 1);
  answerNow.at(-1)!();
  expect(answered).toHaveLength(ANSWERED_AT_ONCE + 1);
  expect(refuse(pace, 'a', 1).answered).toEqual([]);
  jest.advanceTimersByTime(HELD_MS);
  expect(answered).toHaveLength(ANSWERED_AT_ONCE + 1);
});

it('answers all that are held when the server stops', () => {
  const pace = new RefusalPace();
  const { answered } = refuse(pace, 'a', 50);
  pace.stop();
  expect(answered).toHaveLength(50);
});
