import { nextOpening } from '../../src/calendar/next-opening';
import { berlin, open, standard, utc } from './calendars';

test.each([
  ['open: the instant itself', '2026-09-14 16:59:59.999', '2026-09-14 16:59:59.999'],
  ['the opening instant', '2026-09-14 09:00:00', '2026-09-14 09:00:00'],
  ['just before it', '2026-09-14 08:59:59.999', '2026-09-14 09:00:00'],
  ['the closing instant', '2026-09-18 17:00:00', '2026-09-21 09:00:00'],
  ['before Easter', '2026-04-02 17:00:00', '2026-04-07 09:00:00'],
  ['from one year into the next', '2026-12-31 17:00:00', '2027-01-04 09:00:00'],
])('%s', (_name, instant, opening) => {
  expect(nextOpening(standard, berlin(instant))).toEqual(berlin(opening));
});

test('a calendar that never opens', () => {
  expect(nextOpening(open('UTC', []), utc('2026-09-14 12:00'))).toBeNull();
});

test('after the last opening of the last year there is no answer', () => {
  expect(() => nextOpening(standard, utc('2999-12-31 23:00'))).toThrow('after the year 2999');
});
