import fc from 'fast-check';
import { DateTime } from 'luxon';
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

it.each([
  ['1900-01-31', '1900-02-28'],
  ['2000-01-31', '2000-02-29'],
  ['2100-01-31', '2100-02-28'],
  ['2400-01-31', '2400-02-29'],
  ['2028-01-31', '2028-02-29'],
])('a date at the end of January is a month later at the end of February: %s', (date, later) => {
  expect(addMonths(localDate(date), 1)).toBe(later);
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

/** Zones whose clocks pass midnight back or forth, leave a day out, repeat one, or are ahead of UTC by odd seconds. */
const ODD_ZONES = [
  'America/St_Johns',
  'America/Toronto',
  'America/Nuuk',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Africa/Monrovia',
  'Antarctica/Casey',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Europe/Amsterdam',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Kwajalein',
];

it.each([
  ['America/St_Johns', ['2006-10-29T02:30:30Z', '2006-10-29T03:00:00Z', '2006-10-29T03:30:00Z']],
  ['America/St_Johns', ['2006-10-29T03:00:00Z', '2006-10-29T02:30:30Z', '2006-10-29T03:00:00Z']],
])('a date in %s does not depend on what was asked before, where midnight comes twice: %j', (zone, asked) => {
  const shown = new Map([
    ['2006-10-29T02:30:30Z', '2006-10-29'], // 00:00:30, half a minute before the clocks go back to 23:01
    ['2006-10-29T03:00:00Z', '2006-10-28'], // 23:30 once more
    ['2006-10-29T03:30:00Z', '2006-10-29'],
  ]);
  expect(asked.map((instant) => dateAt(new Date(instant), zone))).toEqual(
    asked.map((instant) => shown.get(instant)),
  );
});

const laterDay = fc.integer({ min: daysSince1970('2030-01-01'), max: daysSince1970('2999-12-28') });
const dayWithHistory = fc.integer({ min: daysSince1970('1900-01-03'), max: daysSince1970('2030-01-01') });

/** Instants around a change of clocks in an odd zone, days, hours or seconds away from it, in no order. */
const askedInTurn = fc
  .tuple(
    fc.constantFrom(...ODD_ZONES),
    fc.oneof({ weight: 9, arbitrary: dayWithHistory }, { weight: 1, arbitrary: laterDay }),
  )
  .chain(([zone, day]) => {
    const change = nextChange(day * MS_A_DAY, zone);
    const within = (ms: number) => fc.integer({ min: -ms, max: ms }).map((distance) => change + distance);
    const instant = fc.oneof(within(2 * MS_A_DAY), within(3_700_000), within(70_000));
    return fc.tuple(fc.constant(zone), fc.array(instant, { minLength: 2, maxLength: 12 }));
  });

/** The next instant at which the zone changes its offset; a year ahead where it does not until then. */
function nextChange(after: number, zone: string): number {
  const offset = DateTime.fromMillis(after, { zone }).offset;
  let [low, high] = [after, after];
  while (DateTime.fromMillis(high, { zone }).offset === offset) {
    low = high;
    high += 40 * MS_A_DAY;
    if (high > after + 400 * MS_A_DAY) return low;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (DateTime.fromMillis(middle, { zone }).offset === offset) low = middle;
    else high = middle;
  }
  return high;
}

const dateByLuxon = (instant: number, zone: string) => DateTime.fromMillis(instant, { zone }).toISODate()!;

it('a date in an odd zone is the one that luxon finds, in whatever order it is asked', () => {
  fc.assert(
    fc.property(askedInTurn, ([zone, instants]) => {
      const dates = instants.map((instant) => dateAt(new Date(instant), zone));
      expect(dates).toEqual(instants.map((instant) => dateByLuxon(instant, zone)));
    }),
    RUNS,
  );
});

it('a date in an odd zone begins when luxon shows it, and at no earlier instant', () => {
  fc.assert(
    fc.property(askedInTurn, ([zone, instants]) => {
      const date = dateByLuxon(instants[0]!, zone) as LocalDate;
      const start = startOfDate(date, zone).getTime();
      expect(dateByLuxon(start, zone)).toBe(date);
      expect(dateByLuxon(start - 1, zone) < date).toBe(true);
      for (const instant of instants)
        expect(dateByLuxon(instant, zone) < date || instant >= start).toBe(true);
    }),
    RUNS,
  );
});

it.each([
  ['1919-03-31', 'America/Toronto', '1919-03-31T04:30:00.000Z'], // 23:30 is followed by 00:30
  ['2006-10-29', 'America/St_Johns', '2006-10-29T02:30:00.000Z'], // 00:01 is followed by 23:01
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'], // left out: 31 December follows 29
  ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('a date in an odd zone: %s in %s begins at %s', (date, zone, instant) => {
  expect(startOfDate(localDate(date), zone).toISOString()).toBe(instant);
});

it('a date in a zone ends with its last millisecond, also right after it was asked for', () => {
  const shown = ['2026-06-10T10:00:00Z', '2026-06-10T21:59:59.999Z', '2026-06-10T22:00:00Z'];
  expect(shown.map((instant) => dateAt(new Date(instant), 'Europe/Berlin'))).toEqual([
    '2026-06-10',
    '2026-06-10',
    '2026-06-11',
  ]);
});
