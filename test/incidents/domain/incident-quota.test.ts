import { localDate } from '../../../src/shared/domain/local-date';
import { berlin } from '../../calendar/calendars';
import { codesFor, factsOf, refusalsFor } from './incident-request';

const standard = factsOf('it-novum', 'standard');
const op5 = { product: 'op5-monitor', productVersion: '9.0.1' };

describe('incident quota', () => {
  it.each([
    ['basic', 5],
    ['standard', 25],
    ['premium', 50],
  ] as const)('%s takes %i a contract year', (plan, limit) => {
    expect(codesFor(factsOf('it-novum', plan, { usedInYear: limit - 1 }))).toEqual([]);
    expect(refusalsFor(factsOf('it-novum', plan, { usedInYear: limit }))).toMatchObject([
      { kind: 'LIMIT_REACHED', limit, used: limit, resetsAt: berlin('2027-03-12 00:00') },
    ]);
  });

  it('says it in words', () => {
    const [refusal] = refusalsFor(factsOf('it-novum', 'standard', { usedInYear: 25 }));
    expect(refusal!.message).toBe(
      '25 of 25 support requests of the contract year 2026-03-12 to 2027-03-11 are used; the next begins on 2027-03-12.',
    );
  });

  it('never starts anew where the contract ends with the year', () => {
    const facts = {
      ...standard,
      state: { ...standard.state, noticeEndsOn: localDate('2027-03-12') },
      usedInYear: 25,
    };
    expect(refusalsFor(facts)).toMatchObject([{ resetsAt: null }]);
    expect(refusalsFor(facts)[0]!.message).toContain('the contract ends with it');
  });

  it('is unlimited at OP5', () => {
    expect(codesFor(factsOf('op5', 'basic', { usedInYear: 1_000_000 }), op5)).toEqual([]);
  });

  it('is that of the plan that counts for the year, not of the plan in force then', () => {
    const { plan: premium } = factsOf('it-novum', 'premium');
    expect(codesFor({ ...standard, usedInYear: 25, quotaPlan: premium })).toEqual([]);
  });
});
