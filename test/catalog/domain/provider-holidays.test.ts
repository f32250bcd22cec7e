import { checkHolidayYear, providerHolidays } from '../../../src/catalog/domain/provider-holidays';
import { publishedProvider } from '../../support/published-catalog';
import { refusalsThrownBy } from '../../support/refusing';

it.each([1970, 2026, 2899])('holidays can be asked for of the year %i', (year) => {
  expect(() => checkHolidayYear({ year })).not.toThrow();
});

it.each([1969, 2900])('holidays cannot be asked for of the year %i', (year) => {
  expect(refusalsThrownBy(() => checkHolidayYear({ year }))).toMatchObject([
    { code: 'INVALID_INPUT', path: ['year'] },
  ]);
  expect(refusalsThrownBy(() => providerHolidays(publishedProvider('op5'), year, 'EUROPE'))).toHaveLength(1);
});

it('holidays are those of the calendar of the region, none where it leaves out none', () => {
  const dates = providerHolidays(publishedProvider('it-novum'), 2026, 'EUROPE').map(({ on }) => on);
  expect(dates).toContain('2026-06-04');
  expect(providerHolidays(publishedProvider('op5'), 2026, 'EUROPE')).toEqual([]);
});
