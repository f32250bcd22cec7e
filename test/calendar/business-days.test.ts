import { closingOfBusinessDay } from '../../src/calendar/work-calendar';
import {
  AROUND_THE_CLOCK,
  at,
  berlin,
  businessHoursOf,
  EVERY_DAY,
  onDays,
  open,
  standard,
  utc,
} from './calendars';

const CHICAGO = 'America/Chicago';
const KIRITIMATI = 'Pacific/Kiritimati';
const STOCKHOLM = 'Europe/Stockholm';

test('the worked examples of the domain: the third business day', () => {
  const due = closingOfBusinessDay(businessHoursOf(STOCKHOLM), at(STOCKHOLM, '2026-11-20 10:00'), 3);
  expect(due).toEqual(at(STOCKHOLM, '2026-11-25 17:00'));
});

test('the worked examples of the domain: received after closing', () => {
  const due = closingOfBusinessDay(businessHoursOf(CHICAGO), at(CHICAGO, '2026-11-20 18:00'), 1);
  expect(due).toEqual(at(CHICAGO, '2026-11-24 17:00'));
});

test.each([
  ['before the opening', '2026-09-14 06:00', 1, '2026-09-15 17:00'],
  ['the last instant of the day', '2026-09-14 16:59:59.999', 1, '2026-09-15 17:00'],
  ['the closing instant is too late', '2026-09-14 17:00', 1, '2026-09-16 17:00'],
  ['a Saturday', '2026-09-19 12:00', 1, '2026-09-22 17:00'],
  ['a Friday', '2026-09-18 12:00', 1, '2026-09-21 17:00'],
  ['a public holiday', '2026-06-04 12:00', 1, '2026-06-08 17:00'],
  ['the eve of a public holiday', '2026-06-03 12:00', 1, '2026-06-05 17:00'],
  ['the day itself', '2026-09-14 06:00', 0, '2026-09-14 17:00'],
  ['the day itself, after closing', '2026-09-14 18:00', 0, '2026-09-15 17:00'],
  ['the last evening of the year, the next day', '2026-12-31 17:00', 0, '2027-01-04 17:00'],
  ['the last evening of the year', '2026-12-31 20:00', 1, '2027-01-05 17:00'],
  ['24 and 31 December are business days', '2026-12-23 12:00', 5, '2026-12-31 17:00'],
  ['a year and more', '2026-01-02 12:00', 300, '2027-03-10 17:00'],
])('the day of receipt: %s', (_name, received, days, due) => {
  expect(closingOfBusinessDay(standard, berlin(received), days)).toEqual(berlin(due));
});

test('the day of receipt is the date in the zone, not in UTC', () => {
  const calendar = businessHoursOf(KIRITIMATI);
  const due = closingOfBusinessDay(calendar, utc('2026-12-31 12:00'), 1); // 2 a.m. on Friday 1 January there
  expect(due).toEqual(at(KIRITIMATI, '2027-01-04 17:00'));
});

test.each([
  [
    'the old year closes in the new one of UTC',
    CHICAGO,
    '22:00',
    '24:00',
    '2026-12-31 12:00',
    '2027-01-01 00:00',
  ],
  [
    'the new year opens in the old one of UTC',
    KIRITIMATI,
    '08:00',
    '10:00',
    '2026-12-31 12:00',
    '2027-01-01 10:00',
  ],
])('at the turn of the year: %s', (_name, timeZone, opens, closes, received, due) => {
  const calendar = open(timeZone, onDays(EVERY_DAY, opens, closes));
  expect(closingOfBusinessDay(calendar, at(timeZone, received), 0)).toEqual(at(timeZone, due));
});

test('at the first instant that is known it is still 1969 in Chicago', () => {
  const due = closingOfBusinessDay(businessHoursOf(CHICAGO), utc('1970-01-01 00:00'), 1);
  expect(due).toEqual(at(CHICAGO, '1970-01-02 17:00'));
});

test('the closing of a day is that of its last window', () => {
  const calendar = open('UTC', [...onDays([1, 2], '13:00', '15:00'), ...onDays([1, 2], '08:00', '12:00')]);
  expect(closingOfBusinessDay(calendar, utc('2026-09-14 12:30'), 0)).toEqual(utc('2026-09-14 15:00'));
  expect(closingOfBusinessDay(calendar, utc('2026-09-14 15:00'), 0)).toEqual(utc('2026-09-15 15:00'));
});

test('the closing of a day is midnight around the clock', () => {
  const calendar = open('Europe/Berlin', AROUND_THE_CLOCK);
  expect(closingOfBusinessDay(calendar, berlin('2026-10-24 23:59'), 1)).toEqual(berlin('2026-10-26 00:00'));
  expect(closingOfBusinessDay(calendar, berlin('2026-10-25 00:00'), 0)).toEqual(berlin('2026-10-26 00:00'));
});

describe('refusals', () => {
  const received = utc('2026-09-14 12:00');

  test.each([-1, 1.5, NaN])('refusals: %d days', (days) => {
    expect(() => closingOfBusinessDay(standard, received, days)).toThrow(RangeError);
  });

  test('refusals: a calendar that never opens', () => {
    expect(() => closingOfBusinessDay(open('UTC', []), received, 1)).toThrow('never opens');
  });

  test.each([new Date(NaN), utc('1969-12-31 12:00')])('refusals: %s', (instant) => {
    expect(() => closingOfBusinessDay(standard, instant, 1)).toThrow(RangeError);
  });

  test('refusals: an answer after the last year', () => {
    expect(() => closingOfBusinessDay(standard, utc('2999-12-30 12:00'), 5)).toThrow('after the year 2999');
  });
});
