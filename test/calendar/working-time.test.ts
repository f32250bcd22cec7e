import { addWorkingTime, isOpen, nextOpening, workCalendar } from '../../src/calendar/work-calendar';
import {
  AROUND_THE_CLOCK,
  at,
  berlin,
  EVERY_DAY,
  HESSE,
  onDays,
  open,
  premium,
  standard,
  utc,
  WORKDAYS,
} from './calendars';

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
])('isOpen says at %s in Berlin: %s', (instant, expected) => {
  expect(isOpen(standard, berlin(instant))).toBe(expected);
});

test('a calendar around the clock is open, at the turn of the year too', () => {
  const calendar = open('UTC', AROUND_THE_CLOCK);
  expect(isOpen(calendar, utc('2026-12-31 23:59:59.999'))).toBe(true);
  expect(isOpen(calendar, utc('2027-01-01 00:00:00'))).toBe(true);
});

test('a calendar without windows is never open', () => {
  expect(isOpen(open('UTC', []), utc('2026-09-14 12:00'))).toBe(false);
});

test.each([new Date(NaN), utc('1969-12-31 23:59:59'), utc('3000-01-01 00:00')])(
  'isOpen refuses %s',
  (instant) => {
    expect(() => isOpen(standard, instant)).toThrow(RangeError);
  },
);

test.each([
  ['open: the instant itself', '2026-09-14 16:59:59.999', '2026-09-14 16:59:59.999'],
  ['the opening instant', '2026-09-14 09:00:00', '2026-09-14 09:00:00'],
  ['just before it', '2026-09-14 08:59:59.999', '2026-09-14 09:00:00'],
  ['the closing instant', '2026-09-18 17:00:00', '2026-09-21 09:00:00'],
  ['before Easter', '2026-04-02 17:00:00', '2026-04-07 09:00:00'],
  ['from one year into the next', '2026-12-31 17:00:00', '2027-01-04 09:00:00'],
])('nextOpening: %s', (_name, instant, opening) => {
  expect(nextOpening(standard, berlin(instant))).toEqual(berlin(opening));
});

test('nextOpening is null for a calendar that never opens', () => {
  expect(nextOpening(open('UTC', []), utc('2026-09-14 12:00'))).toBeNull();
});

test('nextOpening is null after the last opening of the last year', () => {
  expect(() => nextOpening(standard, utc('2999-12-31 23:00'))).toThrow('after the year 2999');
});

describe('addWorkingTime', () => {
  const HOUR = 3600;

  describe('the worked examples of the domain', () => {
    test.each([
      ['Good Friday and Easter Monday', standard, '2026-04-02 16:00', 4, '2026-04-07 12:00'],
      ['Christmas before a weekend', premium, '2026-12-25 10:00', 2, '2026-12-28 10:00'],
      ['Corpus Christi', standard, '2026-06-03 12:00', 12, '2026-06-05 16:00'],
      ['before the opening', premium, '2026-03-30 07:00', 4, '2026-03-30 12:00'],
      ['clocks put forward on the Sunday', standard, '2026-03-27 16:30', 8, '2026-03-30 16:30'],
      ['exactly at the closing', standard, '2026-10-02 13:00', 4, '2026-10-02 17:00'],
    ])('%s', (_name, calendar, received, hours, due) => {
      expect(addWorkingTime(calendar, berlin(received), hours * HOUR)).toEqual(berlin(due));
    });

    test('around the clock while the clocks are put back', () => {
      const calendar = open('Europe/Stockholm', AROUND_THE_CLOCK);
      const received = at('Europe/Stockholm', '2026-10-25 01:30');
      expect(addWorkingTime(calendar, received, 4 * HOUR)).toEqual(
        at('Europe/Stockholm', '2026-10-25 04:30'),
      );
    });
  });

  describe('days that are easily taken for what they are not', () => {
    test.each([
      ['31 October is a working day in Hesse', '2025-10-31 10:00', 4, '2025-10-31 14:00'],
      ['31 October 2017 was a holiday everywhere', '2017-10-30 16:00', 4, '2017-11-01 12:00'],
      ['29 March, the Sunday of the change, takes nothing', '2026-03-27 17:00', 1, '2026-03-30 10:00'],
      ['29 March as a working day', '2027-03-29 10:00', 1, '2027-03-30 10:00'], // Easter Monday 2027
      ['29 March without a feast', '2028-03-29 16:00', 2, '2028-03-30 10:00'],
      ['24 December is a working day', '2026-12-24 16:00', 2, '2026-12-28 10:00'],
      ['31 December is a working day', '2026-12-31 16:00', 2, '2027-01-04 10:00'],
      ['Corpus Christi', '2027-05-26 16:30', 1, '2027-05-28 09:30'],
      ['3 October on a Sunday moves nowhere', '2027-10-01 16:00', 2, '2027-10-04 10:00'],
      ['1 May on a Saturday moves nowhere', '2027-04-30 16:00', 2, '2027-05-03 10:00'],
      ['a holiday before the weekend', '2026-04-30 16:00', 2, '2026-05-04 10:00'],
      ['a holiday after the weekend', '2026-05-22 16:00', 2, '2026-05-26 10:00'],
      ['holidays on both sides of the weekend', '2027-03-25 16:00', 2, '2027-03-30 10:00'],
      ['29 February', '2028-02-28 16:00', 9, '2028-02-29 17:00'],
      ['28 February of a common year', '2027-02-26 16:00', 2, '2027-03-01 10:00'],
    ])('%s', (_name, received, hours, due) => {
      expect(addWorkingTime(standard, berlin(received), hours * HOUR)).toEqual(berlin(due));
    });
  });

  describe('the edges of a window', () => {
    test.each([
      ['the opening instant counts', '2026-09-14 09:00:00', 1, '2026-09-14 09:00:01'],
      ['the closing instant does not', '2026-09-14 17:00:00', 1, '2026-09-15 09:00:01'],
      ['the last second', '2026-09-14 16:59:59', 1, '2026-09-14 17:00:00'],
      ['one second more than the day holds', '2026-09-14 09:00:00', 8 * HOUR + 1, '2026-09-15 09:00:01'],
      ['nothing, while open', '2026-09-14 10:00:00', 0, '2026-09-14 10:00:00'],
      ['nothing, at the closing', '2026-09-14 17:00:00', 0, '2026-09-15 09:00:00'],
      ['nothing, on a Saturday', '2026-09-19 12:00:00', 0, '2026-09-21 09:00:00'],
      ['milliseconds are kept', '2026-09-14 16:59:59.250', 1, '2026-09-15 09:00:00.250'],
    ])('%s', (_name, from, seconds, due) => {
      expect(addWorkingTime(standard, berlin(from), seconds)).toEqual(berlin(due));
    });

    test('a lunch break is left out', () => {
      const calendar = open('UTC', [
        ...onDays(WORKDAYS, '13:00', '17:00'),
        ...onDays(WORKDAYS, '08:00', '12:00'),
      ]);
      expect(addWorkingTime(calendar, utc('2026-09-14 11:00'), 2 * HOUR)).toEqual(utc('2026-09-14 14:00'));
      expect(addWorkingTime(calendar, utc('2026-09-14 11:00'), HOUR)).toEqual(utc('2026-09-14 12:00'));
    });

    test('windows that touch at noon or at midnight are one', () => {
      const halves = [...onDays(EVERY_DAY, '00:00', '12:00'), ...onDays(EVERY_DAY, '12:00', '24:00')];
      const calendar = open('UTC', halves);
      expect(addWorkingTime(calendar, utc('2026-12-31 12:00'), 0)).toEqual(utc('2026-12-31 12:00'));
      expect(addWorkingTime(calendar, utc('2026-12-31 11:00'), 24 * HOUR)).toEqual(utc('2027-01-01 11:00'));
      expect(addWorkingTime(calendar, utc('2026-12-31 23:00'), HOUR)).toEqual(utc('2027-01-01 00:00'));
    });
  });

  describe('around the clock', () => {
    test.each([
      ['2026-03-29 00:00', 24, '2026-03-30 01:00'],
      ['2026-10-25 00:00', 24, '2026-10-25 23:00'],
      ['2028-02-28 12:00', 24, '2028-02-29 12:00'],
      ['2026-12-31 12:00', 8760, '2027-12-31 12:00'],
    ])('from %s, %d real hours pass until %s', (from, hours, due) => {
      const calendar = open('Europe/Berlin', AROUND_THE_CLOCK);
      expect(addWorkingTime(calendar, berlin(from), hours * HOUR)).toEqual(berlin(due));
    });

    test('public holidays are left out where the calendar has them', () => {
      const calendar = workCalendar({
        timeZone: 'Europe/Berlin',
        windows: AROUND_THE_CLOCK,
        holidays: HESSE,
      });
      expect(addWorkingTime(calendar, berlin('2026-12-24 23:00'), 2 * HOUR)).toEqual(
        berlin('2026-12-27 01:00'),
      );
    });
  });

  describe('refusals', () => {
    const from = berlin('2026-09-14 10:00');

    test.each([-1, 0.5, NaN, Infinity])('an amount of %d', (seconds) => {
      expect(() => addWorkingTime(standard, from, seconds)).toThrow(RangeError);
    });

    test.each([0, 1])('a calendar that never opens, amount %d', (seconds) => {
      expect(() => addWorkingTime(open('UTC', []), from, seconds)).toThrow('never opens');
    });

    test.each([new Date(NaN), utc('1969-12-31 23:59:59'), utc('3000-01-01 00:00:00')])(
      'an instant of %s',
      (instant) => {
        expect(() => addWorkingTime(standard, instant, 1)).toThrow('1970 to 2999');
      },
    );

    test('an answer after the last year', () => {
      expect(() => addWorkingTime(open('UTC', AROUND_THE_CLOCK), utc('2999-12-31 23:00'), HOUR + 1)).toThrow(
        'after the year 2999',
      );
    });
  });
});
