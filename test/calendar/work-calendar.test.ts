import { isOpen, workCalendar, workingSecondsBetween } from '../../src/calendar/work-calendar';
import { berlin, onDays, STANDARD_SPEC, utc, WORKDAYS } from './calendars';

describe('the same content is the same calendar', () => {
  const windows = STANDARD_SPEC.windows.map((window) => ({ ...window }));

  test('calendars of the same content are the same calendar', () => {
    expect(workCalendar({ ...STANDARD_SPEC, windows })).toBe(workCalendar(STANDARD_SPEC));
  });

  test.each([
    ['the zone', { timeZone: 'Europe/Vienna' }],
    ['a window', { windows: onDays(WORKDAYS, '09:00', '17:01') }],
    ['the state', { holidays: { country: 'DE', state: 'BY' } }],
    ['no state', { holidays: { country: 'DE', state: null } }],
    ['no holidays', { holidays: null }],
  ])('calendars are not the same where this differs: %s', (_name, other) => {
    expect(workCalendar({ ...STANDARD_SPEC, ...other })).not.toBe(workCalendar(STANDARD_SPEC));
  });
});

test('a calendar refuses an unknown zone', () => {
  expect(() => workCalendar({ ...STANDARD_SPEC, timeZone: 'Europe/Fulda' })).toThrow(
    'not an IANA time zone: Europe/Fulda',
  );
});

test('a calendar refuses faulty windows', () => {
  expect(() => workCalendar({ ...STANDARD_SPEC, windows: onDays([1], '17:00', '09:00') })).toThrow(
    'window 1: closes at 09:00',
  );
});

test('a calendar refuses an unknown holiday region, at the first question', () => {
  const calendar = workCalendar({ ...STANDARD_SPEC, holidays: { country: 'DE', state: 'XX' } });
  expect(() => isOpen(calendar, berlin('2026-09-14 12:00'))).toThrow('no holidays are known of DE XX');
});

test('more years than are kept give the same answer twice', () => {
  const calendar = workCalendar({ ...STANDARD_SPEC, holidays: null });
  const [from, to] = [utc('1980-01-01 00:00'), utc('2380-01-01 00:00')];
  const days = 400 * 365 + 97; // the Gregorian calendar repeats after 20,871 whole weeks
  expect(workingSecondsBetween(calendar, from, to)).toBe((days / 7) * 5 * 8 * 3600);
  expect(workingSecondsBetween(calendar, from, to)).toBe((days / 7) * 5 * 8 * 3600);
  expect(isOpen(calendar, berlin('1980-01-02 12:00'))).toBe(true);
});
