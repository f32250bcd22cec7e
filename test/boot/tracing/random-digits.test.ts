import { RandomDigits } from '../../../src/boot/tracing/random-digits';

it('ids are as long as asked for, and different, also those over the end of a text', () => {
  const digits = new RandomDigits();
  const ids = Array.from({ length: 5_000 }, (_, nth) => digits.next(nth % 3 === 0 ? 32 : 16));
  expect(ids.every((id, nth) => id.length === (nth % 3 === 0 ? 32 : 16) && /^[\da-f]+$/.test(id))).toBe(true);
  expect(new Set(ids.map((id) => id.slice(0, 16))).size).toBe(ids.length);
});
