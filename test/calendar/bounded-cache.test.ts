import { BoundedCache } from '../../src/calendar/bounded-cache';

test('makes a value once and keeps it', () => {
  const cache = new BoundedCache<string, object>(2);
  const made = cache.get('a', () => ({}));
  expect(cache.get('a', () => ({}))).toBe(made);
});

test('forgets the one made longest ago, and no other', () => {
  const cache = new BoundedCache<string, object>(2);
  const [a, b, c] = ['a', 'b', 'c'].map((key) => cache.get(key, () => ({ key })));
  expect(cache.get('b', () => ({}))).toBe(b);
  expect(cache.get('c', () => ({}))).toBe(c);
  expect(cache.get('a', () => ({}))).not.toBe(a);
});

test('keeps nothing of an attempt that failed', () => {
  const cache = new BoundedCache<string, object>(2);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => cache.get('a', fail)).toThrow('no');
  expect(cache.get('a', () => [1])).toEqual([1]);
});
