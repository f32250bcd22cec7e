import { workingSecondsBetween } from '../../src/calendar/work-calendar';
import { AROUND_THE_CLOCK, berlin, open, standard, utc } from './calendars';

const HOUR = 3600;

test.each([
  ['one day', '2026-09-14 00:00', '2026-09-15 00:00', 8 * HOUR],
  ['within a window', '2026-09-14 10:00:00', '2026-09-14 10:00:01', 1],
  ['from closing to opening', '2026-09-14 17:00', '2026-09-15 09:00', 0],
  ['from the last second into the first', '2026-09-14 16:59:59', '2026-09-15 09:00:01', 2],
  ['no time at all', '2026-09-14 10:00', '2026-09-14 10:00', 0],
  ['a weekend', '2026-09-19 00:00', '2026-09-21 00:00', 0],
  ['Easter', '2026-04-02 16:00', '2026-04-07 12:00', 4 * HOUR],
  ['across the year', '2026-12-31 16:00', '2027-01-04 10:00', 2 * HOUR],
  ['a week with the change of clocks', '2026-03-23 00:00', '2026-03-30 00:00', 40 * HOUR],
  ['a second that is not complete', '2026-09-14 10:00:00.000', '2026-09-14 10:00:01.999', 1],
  ['milliseconds on both sides of a closing', '2026-09-14 16:59:59.500', '2026-09-15 09:00:00.500', 1],
])('%s', (_name, from, to, seconds) => {
  expect(workingSecondsBetween(standard, berlin(from), berlin(to))).toBe(seconds);
});

test('hours are real hours on days on which the clocks change', () => {
  const calendar = open('Europe/Berlin', AROUND_THE_CLOCK);
  expect(workingSecondsBetween(calendar, berlin('2026-03-29 00:00'), berlin('2026-03-30 00:00'))).toBe(
    23 * HOUR,
  );
  expect(workingSecondsBetween(calendar, berlin('2026-10-25 00:00'), berlin('2026-10-26 00:00'))).toBe(
    25 * HOUR,
  );
});

test('ten years of working days in Hesse, counted by hand', () => {
  // 2017 to 2026 have 2608 days from Monday to Friday; 87 public holidays of Hesse fall on them.
  const seconds = workingSecondsBetween(standard, berlin('2017-01-01 00:00'), berlin('2027-01-01 00:00'));
  expect(seconds / (8 * HOUR)).toBe(2608 - 87);
});

test('a thousand years apart', () => {
  const calendar = open('UTC', AROUND_THE_CLOCK);
  const [from, to] = [utc('1970-01-01 00:00'), utc('2999-12-31 23:59:59')];
  expect(workingSecondsBetween(calendar, from, to)).toBe((to.getTime() - from.getTime()) / 1000);
});

test('a calendar that never opens has no working time', () => {
  expect(workingSecondsBetween(open('UTC', []), utc('2026-01-01 00:00'), utc('2027-01-01 00:00'))).toBe(0);
});

test('measuring backwards is refused', () => {
  expect(() => workingSecondsBetween(standard, utc('2026-01-02 00:00'), utc('2026-01-01 00:00'))).toThrow(
    RangeError,
  );
});

test.each([new Date(NaN), utc('3000-01-01 00:00')])('%s is refused', (instant) => {
  expect(() => workingSecondsBetween(standard, utc('2026-01-01 00:00'), instant)).toThrow(RangeError);
  expect(() => workingSecondsBetween(standard, instant, instant)).toThrow(RangeError);
});
