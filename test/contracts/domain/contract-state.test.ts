import {
  beforeEnd,
  comingPlanId,
  comingPlanInYear,
  decideActive,
  decideNotEnded,
  isActiveAt,
  statusAt,
} from '../../../src/contracts/domain/contract-state';
import { contractYear } from '../../../src/contracts/domain/contract-dates';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from './contract';

const ended = { noticeEndsOn: localDate('2027-03-15') };

describe('the status', () => {
  it.each([
    ['2026-03-14T22:59:59.999Z', 'ORDERED', 'ORDERED'],
    ['2026-03-14T23:00:00.000Z', 'ACTIVE', 'NOTICE_GIVEN'],
    ['2027-03-14T22:59:59.999Z', 'ACTIVE', 'NOTICE_GIVEN'],
    ['2027-03-14T23:00:00.000Z', 'ACTIVE', 'ENDED'],
    ['2029-12-31T23:00:00.000Z', 'ACTIVE', 'ENDED'],
  ])('the status of a contract at %s is %s, and with an end on 2027-03-15 %s', (at, status, withEnd) => {
    expect(statusAt(contract(), new Date(at))).toBe(status);
    expect(statusAt(contract(ended), new Date(at))).toBe(withEnd);
    expect(isActiveAt(contract(ended), new Date(at))).toBe(withEnd === 'NOTICE_GIVEN');
  });

  it('the status is CANCELLED for good where the contract is known to be cancelled, whatever end a notice would bring', () => {
    const cancelled = contract({ ...ended, cancelledAt: new Date('2026-02-19T23:30:00Z') });
    for (const at of ['2026-02-20T00:00:00Z', '2026-06-01T00:00:00Z', '2028-01-01T00:00:00Z']) {
      expect(statusAt(cancelled, new Date(at))).toBe('CANCELLED');
      for (const outcome of [decideActive(cancelled, new Date(at)), decideNotEnded(cancelled, new Date(at))])
        expect(outcome).toMatchObject({
          rule: 'CONTRACT_NOT_ACTIVE',
          explanation: 'Contract K-1 was cancelled on 2026-02-20.',
        });
    }
  });
});

describe('the coming plan', () => {
  const scheduled = (from: string) => ({ nextPlanId: '7', nextPlanFrom: new Date(from) });

  it('the coming plan is the one of a scheduled change, while the contract goes on', () => {
    expect(comingPlanId(contract())).toBeNull();
    expect(comingPlanId(contract(scheduled('2027-03-14T23:00:00Z')))).toBe('7');
  });

  it('the coming plan rules a contract year that it takes force in, for what counts earlier in that year', () => {
    const state = contract({ termMonths: 18, ...scheduled('2027-09-14T22:00:00Z') });
    const secondYear = contractYear(state.activatesOn, 2);
    const comesAfter = (at: string, year = secondYear) => comingPlanInYear(state, new Date(at), year);
    expect(comesAfter('2027-09-14T21:59:59.999Z')).toBe('7');
    expect(comesAfter('2027-09-14T22:00:00Z')).toBeNull();
    expect(comesAfter('2026-06-01T00:00:00Z', contractYear(state.activatesOn, 1))).toBeNull();
    const atEndOfYear = contract(scheduled('2027-03-14T23:00:00Z'));
    expect(comingPlanInYear(atEndOfYear, new Date(0), contractYear(state.activatesOn, 1))).toBeNull();
    expect(comingPlanInYear(state, new Date(0), null)).toBeNull();
  });

  it('the coming plan is none where the contract ends before the change', () => {
    expect(comingPlanId(contract({ ...ended, ...scheduled('2027-03-14T22:59:59.999Z') }))).toBe('7');
    expect(comingPlanId(contract({ ...ended, ...scheduled('2027-03-14T23:00:00Z') }))).toBeNull();
  });
});

describe('an instant', () => {
  it.each([
    ['2027-03-14T22:59:59.998Z', '2027-03-14T22:59:59.998Z'],
    ['2027-03-14T23:00:00.000Z', '2027-03-14T22:59:59.999Z'],
    ['2030-01-01T00:00:00.000Z', '2027-03-14T22:59:59.999Z'],
  ])(
    'the instant %s is %s where plans are concerned, as nothing begins at or after the end',
    (at, expected) => {
      expect(beforeEnd(contract(ended), new Date(at)).toISOString()).toBe(expected);
      expect(beforeEnd(contract(), new Date(at)).toISOString()).toBe(at);
    },
  );
});
