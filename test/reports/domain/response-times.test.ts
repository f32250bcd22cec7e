import { percentileMinutes } from '../../../src/reports/domain/response-times';

const minutes = (...times: readonly number[]) => times.map((time) => time * 60);

it.each([
  [minutes(10), 50, 10],
  [minutes(10), 90, 10],
  [minutes(20, 10), 50, 10],
  [minutes(30, 10, 20), 50, 20],
  [minutes(10, 9, 8, 7, 6, 5, 4, 3, 2, 1), 50, 5],
  [minutes(10, 9, 8, 7, 6, 5, 4, 3, 2, 1), 90, 9],
  [minutes(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1), 90, 10],
  [minutes(100, 20, 3), 100, 100],
])('percentileMinutes of %j at %d is a time that was really taken', (seconds, percent, expected) => {
  expect(percentileMinutes(seconds, percent)).toBe(expected);
});

it('percentileMinutes counts a begun minute, and has none to tell without a response', () => {
  expect([0, 1, 60, 61].map((seconds) => percentileMinutes([seconds], 50))).toEqual([0, 1, 1, 2]);
  expect(percentileMinutes([], 50)).toBeNull();
});
