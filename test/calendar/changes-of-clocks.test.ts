import {
  closingOfBusinessDay,
  isOpen,
  nextOpening,
  workingSecondsBetween,
} from '../../src/calendar/work-calendar';
import { AROUND_THE_CLOCK, at, EVERY_DAY, onDays, open, utc } from './calendars';

const MINUTE = 60;
const HOUR = 3600;

function openOn(timeZone: string, opens: string, closes: string) {
  return open(timeZone, onDays(EVERY_DAY, opens, closes));
}

/** Real working time of the date, from its first instant to that of the next. */
function workingSecondsOf(calendar: ReturnType<typeof open>, date: string, next: string): number {
  const midnight = (day: string) => at(calendar.timeZone, `${day} 00:00`);
  return workingSecondsBetween(calendar, midnight(date), midnight(next));
}

test('an hour that is skipped, Berlin 2026-03-29 02:00 to 03:00: a window that opens in it opens after it', () => {
  const calendar = openOn('Europe/Berlin', '02:30', '10:00');
  expect(nextOpening(calendar, utc('2026-03-29 00:00'))).toEqual(utc('2026-03-29 01:00'));
  expect(workingSecondsOf(calendar, '2026-03-29', '2026-03-30')).toBe(7 * HOUR);
});

test('an hour that is skipped, Berlin 2026-03-29 02:00 to 03:00: a window that closes in it closes before it', () => {
  const calendar = openOn('Europe/Berlin', '00:00', '02:30');
  expect(isOpen(calendar, utc('2026-03-29 00:59:59'))).toBe(true);
  expect(isOpen(calendar, utc('2026-03-29 01:00:00'))).toBe(false);
});

test.each([
  ['02:15', '02:45'],
  ['02:00', '03:00'],
])(
  'an hour that is skipped, Berlin 2026-03-29 02:00 to 03:00: a window from %s to %s does not open that day, which is no business day',
  (opens, closes) => {
    const calendar = openOn('Europe/Berlin', opens, closes);
    const closing = (date: string) => at('Europe/Berlin', `${date} ${closes}`);
    expect(workingSecondsOf(calendar, '2026-03-29', '2026-03-30')).toBe(0);
    expect(closingOfBusinessDay(calendar, utc('2026-03-28 01:00'), 1)).toEqual(closing('2026-03-30'));
  },
);

test('an hour that is repeated, Berlin 2026-10-25 02:00 to 03:00: a window that opens in it opens twice', () => {
  const calendar = openOn('Europe/Berlin', '02:30', '10:00');
  expect(nextOpening(calendar, utc('2026-10-25 00:00'))).toEqual(utc('2026-10-25 00:30'));
  expect(isOpen(calendar, utc('2026-10-25 00:59:59'))).toBe(true);
  expect(isOpen(calendar, utc('2026-10-25 01:00:00'))).toBe(false);
  expect(isOpen(calendar, utc('2026-10-25 01:30:00'))).toBe(true);
  expect(workingSecondsOf(calendar, '2026-10-25', '2026-10-26')).toBe(8 * HOUR);
});

test('an hour that is repeated, Berlin 2026-10-25 02:00 to 03:00: a business day closes at the second closing', () => {
  const calendar = openOn('Europe/Berlin', '01:00', '02:30');
  expect(closingOfBusinessDay(calendar, utc('2026-10-25 00:45'), 0)).toEqual(utc('2026-10-25 01:30'));
});

test('changes at midnight: Havana skips 00:00 to 01:00 on 2026-03-08', () => {
  const calendar = openOn('America/Havana', '00:00', '02:00');
  expect(nextOpening(calendar, utc('2026-03-08 04:59'))).toEqual(utc('2026-03-08 05:00'));
  expect(workingSecondsOf(calendar, '2026-03-08', '2026-03-09')).toBe(HOUR);
});

test('changes at midnight: Havana repeats 00:00 to 01:00 on 2026-11-01', () => {
  const calendar = openOn('America/Havana', '00:00', '02:00');
  expect(workingSecondsOf(calendar, '2026-11-01', '2026-11-02')).toBe(3 * HOUR);
});

test('changes at midnight: Cairo goes back from the end of Thursday 2026-10-29 into its last hour', () => {
  const thursdays = open('Africa/Cairo', onDays([4], '22:00', '24:00'));
  const [opening, closing] = [utc('2026-10-29 19:00'), utc('2026-10-29 22:00')];
  expect(nextOpening(thursdays, utc('2026-10-29 12:00'))).toEqual(opening);
  expect(workingSecondsBetween(thursdays, opening, closing)).toBe(3 * HOUR);
  expect(closingOfBusinessDay(thursdays, opening, 0)).toEqual(closing);
});

test('changes at midnight: at the instant of the change it is Thursday again in Cairo', () => {
  const calendar = openOn('Africa/Cairo', '22:00', '24:00');
  expect(closingOfBusinessDay(calendar, utc('2026-10-29 21:00'), 0)).toEqual(utc('2026-10-29 22:00'));
});

test('changes at midnight: St John’s went back from Sunday 00:01 into Saturday, so Sunday began twice', () => {
  const sundays = open('America/St_Johns', onDays([7], '00:00', '00:30'));
  const [first, second] = [utc('2006-10-29 02:30'), utc('2006-10-29 03:30')];
  expect(nextOpening(sundays, utc('2006-10-29 02:00'))).toEqual(first);
  expect(isOpen(sundays, utc('2006-10-29 02:31'))).toBe(false);
  expect(nextOpening(sundays, utc('2006-10-29 02:31'))).toEqual(second);
  expect(workingSecondsBetween(sundays, first, utc('2006-10-29 12:00'))).toBe(31 * MINUTE);
});

test('other changes: Lord Howe Island changes by half an hour', () => {
  const calendar = open('Australia/Lord_Howe', AROUND_THE_CLOCK);
  expect(workingSecondsOf(calendar, '2026-04-05', '2026-04-06')).toBe(24 * HOUR + 30 * MINUTE);
  expect(workingSecondsOf(calendar, '2026-10-04', '2026-10-05')).toBe(23 * HOUR + 30 * MINUTE);
});

test('other changes: Samoa had no 30 December 2011', () => {
  const calendar = openOn('Pacific/Apia', '09:00', '17:00');
  const received = at('Pacific/Apia', '2011-12-29 12:00');
  expect(closingOfBusinessDay(calendar, received, 1)).toEqual(at('Pacific/Apia', '2011-12-31 17:00'));
});

test('other changes: Liberia was 44 minutes and 30 seconds behind UTC until 1972', () => {
  const calendar = openOn('Africa/Monrovia', '09:00', '17:00');
  expect(nextOpening(calendar, utc('1971-06-01 00:00'))).toEqual(utc('1971-06-01 09:44:30'));
});
