import { isOpen } from '../../src/calendar/is-open';
import { AROUND_THE_CLOCK, berlin, open, standard, utc } from './calendars';

test.each([
  ['2026-09-14 08:59:59.999', false],
  ['2026-09-14 09:00:00.000', true],
  ['2026-09-14 16:59:59.999', true],
  ['2026-09-14 17:00:00.000', false],
  ['2026-09-19 12:00:00', false],
  ['2026-12-24 16:00:00', true],
  ['2026-12-25 12:00:00', false],
  ['2026-12-31 16:00:00', true],
  ['2027-01-01 12:00:00', false],
  ['2026-06-04 12:00:00', false],
])('%s in Berlin: %s', (instant, expected) => {
  expect(isOpen(standard, berlin(instant))).toBe(expected);
});

test('around the clock, at the turn of the year too', () => {
  const calendar = open('UTC', AROUND_THE_CLOCK);
  expect(isOpen(calendar, utc('2026-12-31 23:59:59.999'))).toBe(true);
  expect(isOpen(calendar, utc('2027-01-01 00:00:00'))).toBe(true);
});

test('never', () => {
  expect(isOpen(open('UTC', []), utc('2026-09-14 12:00'))).toBe(false);
});

test.each([new Date(NaN), utc('1969-12-31 23:59:59'), utc('3000-01-01 00:00')])(
  '%s is refused',
  (instant) => {
    expect(() => isOpen(standard, instant)).toThrow(RangeError);
  },
);
