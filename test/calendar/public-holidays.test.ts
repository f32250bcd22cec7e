import { isKnownHolidayRegion, namedHolidays, publicHolidays } from '../../src/calendar/public-holidays';
import { HESSE } from './calendars';
import { isHolidayInHesse } from './hesse-holidays';

const EVERY_YEAR = ['01-01', '05-01', '10-03', '12-25', '12-26'];

test.each([
  [2026, ['04-03', '04-06', '05-14', '05-25', '06-04']],
  [2027, ['03-26', '03-29', '05-06', '05-17', '05-27']],
  [2028, ['04-14', '04-17', '05-25', '06-05', '06-15']],
])('Hesse has exactly ten public holidays in %d', (year, movable) => {
  const expected = [...EVERY_YEAR, ...movable].map((day) => `${year}-${day}`);
  expect([...publicHolidays(HESSE, year)].sort()).toEqual(expected.sort());
});

test('Hesse agrees with the Easter formula over fifty years', () => {
  for (let year = 2000; year < 2050; year++) {
    const days = Array.from({ length: 366 }, (_, day) =>
      new Date(Date.UTC(year, 0, day + 1)).toISOString().slice(0, 10),
    );
    const expected = days.filter((date) => date.startsWith(`${year}-`) && isHolidayInHesse(date));
    expect([...publicHolidays(HESSE, year)].sort()).toEqual(expected);
  }
});

describe('Germany', () => {
  const NATIONWIDE = 9;

  test.each([
    ['BB', 12], // Easter Sunday and Whit Sunday among them
    ['BE', 10],
    ['BW', 12],
    ['BY', 12],
    ['HB', 10],
    ['HE', 10],
    ['HH', 10],
    ['MV', 11],
    ['NI', 10],
    ['NW', 11],
    ['RP', 11],
    ['SH', 10],
    ['SL', 12],
    ['SN', 11],
    ['ST', 11],
    ['TH', 11],
  ])('the German state %s has %d public holidays in 2026', (state, count) => {
    expect(isKnownHolidayRegion('DE', state)).toBe(true);
    const holidays = publicHolidays({ country: 'DE', state }, 2026);
    expect(holidays.size).toBe(count);
    for (const date of publicHolidays({ country: 'DE', state: null }, 2026)) expect(holidays).toContain(date);
  });

  test('Germany without a state has the public holidays of the whole country', () => {
    expect(publicHolidays({ country: 'DE', state: null }, 2026).size).toBe(NATIONWIDE);
  });

  test('in Germany public holidays on a weekend stay there', () => {
    const holidays = publicHolidays(HESSE, 2027);
    expect(holidays).toContain('2027-10-03');
    expect(holidays).not.toContain('2027-10-04');
    expect(holidays).toContain('2027-05-01');
    expect(holidays).not.toContain('2027-05-03');
  });
});

test('in other countries substitute days are holidays where the law has them', () => {
  expect(publicHolidays({ country: 'US', state: null }, 2027)).toContain('2027-07-05');
});

test('every day of a holiday of several days is one, into the next year too', () => {
  const romania = publicHolidays({ country: 'RO', state: null }, 2026);
  expect([...romania]).toEqual(expect.arrayContaining(['2026-01-01', '2026-01-02']));
  const swaziland = publicHolidays({ country: 'SZ', state: null }, 2027);
  expect([...swaziland]).toEqual(expect.arrayContaining(['2027-01-01', '2027-01-02']));
  expect([...swaziland]).not.toContain('2026-12-28');
});

test('a holiday of several days is whole although the clocks change during it', () => {
  const bosnia = publicHolidays({ country: 'BA', state: null }, 2025);
  expect([...bosnia]).toEqual(expect.arrayContaining(['2025-03-30', '2025-03-31', '2025-04-01']));
});

test.each(['VN', 'SZ', 'NG'])(
  'the holidays of %s are in the order of their days, one of several days among others',
  (country) => {
    const days = namedHolidays({ country, state: null }, 2026).map(({ on }) => on);
    expect(days).toEqual([...days].sort());
  },
);

test('two holidays on one day keep the order of the list that they are from, under their English names', () => {
  const onNewYear = namedHolidays({ country: 'SZ', state: null }, 2026).filter(
    ({ on }) => on === '2026-01-01',
  );
  expect(onNewYear.map(({ name }) => name)).toEqual(['Incwala Festival', "New Year's Day"]);
  expect(namedHolidays(HESSE, 2026)[0]).toEqual({ on: '2026-01-01', name: "New Year's Day" });
  expect(namedHolidays(HESSE, 2026).at(-1)).toEqual({ on: '2026-12-26', name: 'Boxing Day' });
});

test('a holiday that begins at noon leaves a working day', () => {
  expect(publicHolidays({ country: 'CW', state: null }, 2026)).not.toContain('2026-12-31');
  expect(publicHolidays({ country: 'CW', state: null }, 2027)).not.toContain('2027-01-02');
});

test.each([
  ['DE', null, true],
  ['DE', 'HE', true],
  ['DE', 'XX', false],
  ['XX', null, false],
  ['de', null, false],
  ['SE', null, true],
  ['SE', 'AB', false],
  ['toString', null, false],
  ['DE', 'toString', false],
  ['', null, false],
])('the holiday region %s %s is known: %s', (country, state, known) => {
  expect(isKnownHolidayRegion(country, state)).toBe(known);
});

test('a holiday region that is not known is refused', () => {
  expect(() => publicHolidays({ country: 'DE', state: 'XX' }, 2026)).toThrow(RangeError);
  expect(() => publicHolidays({ country: 'XX', state: null }, 2026)).toThrow(RangeError);
});

test.each([1900, 3000])('public holidays of the year %d are known', (year) => {
  expect(publicHolidays(HESSE, year).size).toBeGreaterThan(0);
});

test.each([1899, 3001, 2026.5, NaN])('public holidays of the year %d are refused', (year) => {
  expect(() => publicHolidays(HESSE, year)).toThrow(RangeError);
});
