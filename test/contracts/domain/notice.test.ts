import {
  decideGiveNotice,
  decideWithdrawNotice,
  effectOfNotice,
  explainNotice,
  explainStandingNotice,
  NoticeParty,
} from '../../../src/contracts/domain/notice';
import { Decision, refusalsOf } from '../../../src/shared/domain/decision';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from './contract';

const NOW = new Date('2027-01-10T12:00:00Z');
const underNotice = contract({ noticeEndsOn: localDate('2027-03-15') });
const ended = contract({ noticeEndsOn: localDate('2027-01-01') });

function codesOf(decision: Decision): string[] {
  return refusalsOf(decision).map(({ code, path }) => [code, path?.at(-1)].join(' ').trim());
}

describe('the effect of a notice', () => {
  it.each([
    ['2026-02-10T09:00:00Z', '2026-02-10', true, '2027-03-15'],
    ['2027-01-14T23:59:59.999+01:00', '2027-01-14', true, '2027-03-15'],
    ['2027-01-15T00:00:00+01:00', '2027-01-15', false, '2028-03-15'],
    ['2027-03-14T23:59:59+01:00', '2027-03-14', false, '2028-03-15'],
    ['2027-03-15T00:00:00+01:00', '2027-03-15', true, '2028-03-15'],
  ])('received at %s: on %s, in time %s, ends on %s', (receivedAt, receivedOn, inTime, endsOn) => {
    const effect = effectOfNotice(contract(), new Date(receivedAt), 60);
    expect(effect).toMatchObject({ receivedOn, inTime, endsOn });
    expect(effect.deadline).toBe(effect.renewsOn === '2028-03-15' ? '2028-01-15' : '2027-01-14');
  });

  it('is told with every date that went into it', () => {
    const early = effectOfNotice(contract(), new Date('2027-01-14T12:00:00Z'), 60);
    for (const date of ['2026-03-15', '2027-03-15', '2027-01-14', 'Europe/Berlin', '60 days', 'in time'])
      expect(explainNotice(contract(), early, 60)).toContain(date);
    const late = effectOfNotice(contract(), new Date('2027-01-15T12:00:00Z'), 60);
    for (const date of ['2026-03-15', '2027-03-15', '2027-01-14', '2027-01-15', '2028-01-15', '2028-03-15'])
      expect(explainNotice(contract(), late, 60)).toContain(date);
    for (const date of ['2027-03-15', '2027-01-14', '2027-01-15', 'does not move'])
      expect(explainStandingNotice(underNotice, late)).toContain(date);
  });
});

describe('giving notice', () => {
  const request = (receivedAt: Date, speaksFor: NoticeParty | null = null) => ({
    receivedAt,
    party: 'PROVIDER' as const,
    speaksFor,
  });

  it('is judged by every rule at once', () => {
    expect(codesOf(decideGiveNotice(contract(), request(NOW), NOW))).toEqual([]);
    const early = new Date('2026-02-10T08:59:59.999Z');
    expect(codesOf(decideGiveNotice(underNotice, request(early, 'CUSTOMER'), NOW))).toEqual([
      'INVALID_INPUT receivedAt',
      'INVALID_INPUT party',
      'INVALID_STATE',
    ]);
  });

  it.each([
    ['2026-02-10T08:59:59.999Z', ['INVALID_INPUT receivedAt']],
    ['2026-02-10T09:00:00.000Z', []],
    ['2027-01-10T12:05:00.000Z', []],
    ['2027-01-10T12:05:00.001Z', ['INVALID_INPUT receivedAt']],
  ])('that was received at %s answers %j', (receivedAt, codes) => {
    expect(codesOf(decideGiveNotice(contract(), request(new Date(receivedAt)), NOW))).toEqual(codes);
  });

  it('to a contract that has ended is refused for that alone', () => {
    expect(codesOf(decideGiveNotice(ended, request(NOW), NOW))).toEqual(['CONTRACT_NOT_ACTIVE']);
  });
});

describe('withdrawing notice', () => {
  it.each([
    ['none is in force', contract(), null, null, ['INVALID_STATE']],
    ['staff withdraws either party’s', underNotice, 'PROVIDER', null, []],
    ['the customer withdraws its own', underNotice, 'CUSTOMER', 'CUSTOMER', []],
    ['the customer withdraws the provider’s', underNotice, 'PROVIDER', 'CUSTOMER', ['INVALID_STATE']],
    ['the contract has ended', ended, 'CUSTOMER', null, ['CONTRACT_NOT_ACTIVE']],
  ] as const)('where %s', (_, state, party, speaksFor, codes) => {
    expect(codesOf(decideWithdrawNotice({ state, party }, speaksFor, NOW))).toEqual(codes);
  });
});
