import fc from 'fast-check';
import { contractYear, contractYearOn } from '../../../src/contracts/domain/contract-year';
import { localDate } from '../../../src/shared/domain/local-date';
import { anyDate, TRIES } from './arbitrary-dates';
import { slowAddMonths } from './slow-dates';

describe('contract years', () => {
  it.each([
    ['2026-03-15', '2026-03-14', null],
    ['2026-03-15', '2026-03-15', { number: 1, from: '2026-03-15', to: '2027-03-15' }],
    ['2026-03-15', '2027-03-14', { number: 1, from: '2026-03-15', to: '2027-03-15' }],
    ['2026-03-15', '2027-03-15', { number: 2, from: '2027-03-15', to: '2028-03-15' }],
    ['2028-02-29', '2029-02-27', { number: 1, from: '2028-02-29', to: '2029-02-28' }],
    ['2028-02-29', '2029-02-28', { number: 2, from: '2029-02-28', to: '2030-02-28' }],
    ['2028-02-29', '2032-02-28', { number: 4, from: '2031-02-28', to: '2032-02-29' }],
    ['2028-02-29', '2032-02-29', { number: 5, from: '2032-02-29', to: '2033-02-28' }],
    ['2027-01-31', '2028-01-30', { number: 1, from: '2027-01-31', to: '2028-01-31' }],
    ['2027-01-31', '2028-01-31', { number: 2, from: '2028-01-31', to: '2029-01-31' }],
    ['2026-12-31', '2026-12-31', { number: 1, from: '2026-12-31', to: '2027-12-31' }],
    ['2026-12-31', '2027-01-01', { number: 1, from: '2026-12-31', to: '2027-12-31' }],
  ])('of a contract active from %s: %s lies in %j', (activatesOn, date, year) => {
    expect(contractYearOn(localDate(activatesOn), localDate(date))).toEqual(year);
  });

  it('follow one another without gap or overlap, and every date lies in the one that contains it', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (activatesOn, date) => {
        const year = contractYearOn(activatesOn, date);
        let number = 0;
        while (slowAddMonths(activatesOn, 12 * number) <= date) number += 1;
        expect(year?.number ?? 0).toBe(number);
        if (year === null) return;
        expect(year.from <= date && date < year.to).toBe(true);
        expect(contractYear(activatesOn, number + 1).from).toBe(year.to);
      }),
      { numRuns: TRIES },
    );
  });
});
