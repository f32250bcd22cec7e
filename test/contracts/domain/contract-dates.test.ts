import fc from 'fast-check';
import {} from 'fast-check';
import {
  contractYear,
  contractYearOn,
  endOfNotice,
  nextRenewal,
  noticeDeadline,
  renewalDate,
} from '../../../src/contracts/domain/contract-dates';
import { addDays, localDate } from '../../../src/shared/domain/local-date';
import { anyDate, TRIES } from './arbitrary-dates';
import { slowAddMonths, slowDaysBefore } from './slow-dates';

const termFrom = (activatesOn: string, termMonths = 12) => ({
  activatesOn: localDate(activatesOn),
  termMonths,
});

describe('renewal dates', () => {
  it.each([
    ['2026-03-15', 12, ['2027-03-15', '2028-03-15', '2029-03-15', '2030-03-15']],
    ['2028-02-29', 12, ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29', '2033-02-28']],
    ['2026-01-31', 13, ['2027-02-28', '2028-03-31', '2029-04-30', '2030-05-31']],
    ['2026-01-31', 18, ['2027-07-31', '2029-01-31']],
    ['2026-01-31', 25, ['2028-02-29', '2030-03-31']],
    ['2026-08-31', 18, ['2028-02-29', '2029-08-31', '2031-02-28']],
  ])('renewal dates of a contract active from %s with %i months are %j', (activatesOn, termMonths, dates) => {
    const term = termFrom(activatesOn, termMonths);
    expect(dates.map((_, index) => renewalDate(term, index + 1))).toEqual(dates);
    let on = term.activatesOn;
    for (const date of dates) expect((on = nextRenewal(term, on))).toBe(date);
  });

  it.each([
    ['2020-01-01', '2027-03-15'],
    ['2026-03-14', '2027-03-15'],
    ['2026-03-15', '2027-03-15'],
    ['2027-03-14', '2027-03-15'],
    ['2027-03-15', '2028-03-15'],
    ['2126-03-15', '2127-03-15'],
  ])('the renewal dates after %s come next on %s', (after, renewsOn) => {
    expect(nextRenewal(termFrom('2026-03-15'), localDate(after))).toBe(renewsOn);
  });

  it('renewal dates are the first of all renewals, counted one by one, that lie after the date', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 40 }), anyDate, (activatesOn, termMonths, after) => {
        let n = 1;
        while (slowAddMonths(activatesOn, n * termMonths) <= after) n += 1;
        expect(nextRenewal({ activatesOn, termMonths }, after)).toBe(
          slowAddMonths(activatesOn, n * termMonths),
        );
      }),
      { numRuns: TRIES },
    );
  });
});

describe('notice', () => {
  it.each([
    ['2027-03-15', 60, '2027-01-14'],
    ['2028-03-15', 60, '2028-01-15'],
    ['2029-02-28', 60, '2028-12-30'],
    ['2027-03-15', 1, '2027-03-14'],
    ['2027-03-15', 0, '2027-03-14'],
  ])('notice for a renewal on %s with %i days is due by %s', (renewsOn, days, deadline) => {
    expect(noticeDeadline(localDate(renewsOn), days)).toBe(deadline);
  });

  it.each([
    ['2026-01-01', '2027-03-15'],
    ['2027-01-14', '2027-03-15'],
    ['2027-01-15', '2028-03-15'],
    ['2027-03-14', '2028-03-15'],
    ['2027-03-15', '2028-03-15'],
    ['2028-01-15', '2028-03-15'],
    ['2028-01-16', '2029-03-15'],
  ])('notice received on %s ends a contract active from 2026-03-15 on %s', (receivedOn, endsOn) => {
    expect(endOfNotice(termFrom('2026-03-15'), localDate(receivedOn), 60)).toBe(endsOn);
  });

  it('notice ends the first of all renewals, counted one by one, whose deadline it meets', () => {
    const days = fc.oneof(fc.nat(100), fc.nat(1_500));
    fc.assert(
      fc.property(
        fc.record({ activatesOn: anyDate, termMonths: fc.integer({ min: 1, max: 40 }) }),
        anyDate,
        days,
        (term, receivedOn, noticeDays) => {
          const renewal = (n: number) => slowAddMonths(term.activatesOn, n * term.termMonths);
          let n = 1;
          while (receivedOn > slowDaysBefore(renewal(n), Math.max(1, noticeDays))) n += 1;
          expect(endOfNotice(term, receivedOn, noticeDays)).toBe(renewal(n));
        },
      ),
      { numRuns: TRIES },
    );
  });

  it('notice in time ends the running term, a day later the next one', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (activatesOn, date) => {
        const term = { activatesOn, termMonths: 12 };
        const renewsOn = nextRenewal(term, date);
        const deadline = noticeDeadline(renewsOn, 60);
        expect(endOfNotice(term, deadline, 60)).toBe(renewsOn);
        expect(endOfNotice(term, addDays(deadline, 1), 60)).toBe(nextRenewal(term, renewsOn));
      }),
      { numRuns: TRIES },
    );
  });
});

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
  ])('contract years of a contract active from %s: %s lies in %j', (activatesOn, date, year) => {
    expect(contractYearOn(localDate(activatesOn), localDate(date))).toEqual(year);
  });

  it('contract years follow one another without gap or overlap, and every date lies in the one that contains it', () => {
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
