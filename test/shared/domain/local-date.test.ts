import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dateAt,
  daysBetween,
  LocalDate,
  localDate,
  parseLocalDate,
  startOfDate,
} from '../../../src/shared/domain/local-date';

const RUNS = { numRuns: process.env.AMBIT_LONG === '1' ? 20_000 : 300 };
const MS_A_DAY = 86_400_000;

/** Zones that change their clocks at midnight, among others: not every day there begins at 00:00, and some begin twice. */
const ZONES = [
  'Europe/Berlin',
  'America/Chicago',
  'America/Havana',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Beirut',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
];

const dayNumber = fc.integer({ min: daysSince1970('2000-01-01'), max: daysSince1970('2099-12-31') });
const anyDate = dayNumber.map(dateOfDay);

function daysSince1970(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / MS_A_DAY;
}

function dateOfDay(day: number): LocalDate {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10) as LocalDate;
}

/** Whether the date exists, by building it from its parts and looking whether the same parts come out. */
function exists(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const built = new Date(0);
  built.setUTCFullYear(year, month - 1, day);
  return built.getUTCFullYear() === year && built.getUTCMonth() === month - 1 && built.getUTCDate() === day;
}

it('a calendar date is a text of ten characters whose day exists', () => {
  const part = (max: number, length: number) =>
    fc.integer({ min: 0, max }).map((number) => String(number).padStart(length, '0'));
  const text = fc
    .tuple(fc.integer({ min: 1900, max: 2999 }), part(14, 2), part(33, 2))
    .map((parts) => parts.join('-'));
  fc.assert(
    fc.property(text, (candidate) =>
      expect(parseLocalDate(candidate)).toBe(exists(candidate) ? candidate : null),
    ),
    RUNS,
  );
});

it('a calendar date is never anything else, and asking never throws', () => {
  const almost = fc.stringMatching(/^[0-9+-]{0,5}-?[0-9]{0,3}-?[0-9]{0,3}[TZ ]?$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), almost), (text) => {
      const parsed = parseLocalDate(text);
      if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) expect(parsed).toBeNull();
    }),
    RUNS,
  );
});

it.each([
  '2026-02-30',
  '2026-13-01',
  '2026-00-01',
  '2027-02-29',
  '2026-2-01',
  '1899-12-31',
  '3000-01-01',
  '2026-01-01\n',
])('a calendar date is not %j', (text) => {
  expect(parseLocalDate(text)).toBeNull();
  expect(() => localDate(text)).toThrow(RangeError);
});

it('adding to a date adds days as a day count does, and counts them back', () => {
  fc.assert(
    fc.property(dayNumber, fc.integer({ min: -40_000, max: 40_000 }), (day, days) => {
      const date = dateOfDay(day);
      expect(addDays(date, days)).toBe(dateOfDay(day + days));
      expect(daysBetween(date, dateOfDay(day + days))).toBe(days);
    }),
    RUNS,
  );
});

it('adding to a date adds months to the same day of the month, or to the last that the month has', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
      const [year, month, day] = date.split('-').map(Number) as [number, number, number];
      const count = year * 12 + (month - 1) + months;
      const target = `${Math.floor(count / 12)}-${String((((count % 12) + 12) % 12) + 1).padStart(2, '0')}`;
      let wanted = day;
      while (!exists(`${target}-${wanted}`)) wanted -= 1;
      expect(addMonths(date, months)).toBe(`${target}-${String(wanted).padStart(2, '0')}`);
    }),
    RUNS,
  );
});

it('a date in a zone begins at its first instant: a millisecond before, the clock shows an earlier date', () => {
  fc.assert(
    fc.property(anyDate, fc.constantFrom(...ZONES), (date, zone) => {
      const start = startOfDate(date, zone);
      expect(dateAt(start, zone)).toBe(date);
      expect(dateAt(new Date(start.getTime() - 1), zone) < date).toBe(true);
    }),
    RUNS,
  );
});

it.each([
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'], // 00:00 is left out
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'], // 00:00 comes twice
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
])('a date in a zone: %s in %s begins at %s', (date, zone, instant) => {
  expect(startOfDate(localDate(date), zone).toISOString()).toBe(instant);
});

it('a date in a zone is the one that the clock shows, whatever zone the machine is in', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      fc.constantFrom(...ZONES),
      (instant, zone) => {
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(
          instant,
        );
        expect(dateAt(instant, zone)).toBe(shown);
      },
    ),
    RUNS,
  );
});
