import { counted, usedOf } from '../../../src/shared/domain/counted';

const SATELLITE = { one: 'satellite', many: 'satellites' };

it.each([
  [0, '0 satellites'],
  [1, '1 satellite'],
  [2, '2 satellites'],
])('%i', (count, text) => {
  expect(counted(count, SATELLITE)).toBe(text);
});

it.each([
  [0, 0, '0 of 0 satellites of contract K-1 are used'],
  [0, 1, '0 of 1 satellite of contract K-1 are used'],
  [1, 1, '1 of 1 satellite of contract K-1 is used'],
  [1, 5, '1 of 5 satellites of contract K-1 is used'],
  [5, 5, '5 of 5 satellites of contract K-1 are used'],
  [1, null, '1 satellite of contract K-1 is used, without a limit'],
  [7, null, '7 satellites of contract K-1 are used, without a limit'],
])('%i of %p', (used, limit, text) => {
  expect(usedOf({ used, limit }, SATELLITE, ' of contract K-1')).toBe(text);
});
