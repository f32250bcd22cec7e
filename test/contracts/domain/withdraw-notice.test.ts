import { ContractState } from '../../../src/contracts/domain/contract-state';
import { Notice, NoticeParty } from '../../../src/contracts/domain/notice';
import { PlanChangeFacts } from '../../../src/contracts/domain/plan-change';
import {
  DatedChange,
  decideWithdrawNotice,
  endWithout,
  WithdrawNoticeFacts,
  WithdrawNoticeRequest,
} from '../../../src/contracts/domain/withdraw-notice';
import { Decision, refusalsOf } from '../../../src/shared/domain/decision';
import { localDate } from '../../../src/shared/domain/local-date';
import { fieldOf, outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';
import { contract } from './contract';

const premium = publishedPlan('it-novum', 'premium');
const standard = publishedPlan('it-novum', 'standard');

const END = localDate('2027-03-15');
const NOW = new Date('2027-01-10T12:00:00Z');
/** In Berlin the 10th of January has begun. */
const RECORDED = new Date('2027-01-09T23:30:00Z');

function notice(party: NoticeParty, fields: Partial<Notice> = {}): Notice {
  return {
    party,
    reason: null,
    receivedAt: RECORDED,
    recordedAt: RECORDED,
    endsOn: END,
    withdrawnAt: null,
    ...fields,
  };
}

function decide(
  { state, ...facts }: Partial<Omit<WithdrawNoticeFacts, 'state'>> & { state?: Partial<ContractState> },
  request: Partial<WithdrawNoticeRequest> = {},
  now = NOW,
): Decision {
  return decideWithdrawNotice(
    {
      state: contract({ noticeEndsOn: END, ...state }),
      notices: [notice('CUSTOMER')],
      returning: [],
      scheduled: null,
      ...facts,
    },
    { party: null, speaksFor: null, dropPlanChange: false, ...request },
    now,
  );
}

const codesOf = (decision: Decision) =>
  refusalsOf(decision).map(({ code, path }) => [code, fieldOf(path)].join(' ').trim());

describe('whose notice is withdrawn', () => {
  const both = [notice('CUSTOMER'), notice('PROVIDER')];

  it.each([
    ['none is in force', [], null, null, ['INVALID_STATE']],
    ['the party has none', [notice('PROVIDER')], 'CUSTOMER', null, ['INVALID_STATE']],
    ['staff withdraws the only one', [notice('PROVIDER')], null, null, []],
    ['staff withdraws one of two', both, 'PROVIDER', null, []],
    ['both stand and none is named', both, null, null, ['INVALID_INPUT party']],
    ['a customer names none of both', both, null, 'CUSTOMER', ['INVALID_INPUT party']],
    ['a customer withdraws its own of both', both, 'CUSTOMER', 'CUSTOMER', []],
    ['a customer withdraws the provider’s', both, 'PROVIDER', 'CUSTOMER', ['INVALID_STATE']],
    ['a customer has none of its own', [notice('PROVIDER')], null, 'CUSTOMER', ['INVALID_STATE']],
  ] as const)(
    'the notice that is withdrawn is the only one in force or the one named, and a customer’s its own: %s',
    (_, notices, party, speaksFor, codes) => {
      expect(codesOf(decide({ notices }, { party, speaksFor }))).toEqual(codes);
    },
  );

  it('the notice that is withdrawn is decided by every rule once, in an order that stays', () => {
    expect(outcomesOf(decide({}))).toEqual([
      'INVALID_STATE PASSED',
      'CONTRACT_NOT_ACTIVE PASSED',
      'INVALID_INPUT PASSED',
      'DOWNGRADE_DOES_NOT_FIT PASSED',
    ]);
    expect(outcomesOf(decide({ notices: [] }))).toEqual([
      'INVALID_STATE FAILED',
      'CONTRACT_NOT_ACTIVE PASSED',
      'INVALID_INPUT PASSED',
      'DOWNGRADE_DOES_NOT_FIT NOT_JUDGED',
    ]);
  });

  it('the notice that is withdrawn is named in what is said of it', () => {
    const said = (notices: readonly Notice[], party: NoticeParty | null = null) =>
      decide({ notices }, { party })[0]!.explanation;
    expect(said(both)).toContain('CUSTOMER (ends on 2027-03-15) and PROVIDER (ends on 2027-03-15)');
    expect(said([])).toBe('No notice of contract K-1 is in force.');
    expect(said([], 'PROVIDER')).toBe('No notice by the PROVIDER of contract K-1 is in force.');
  });

  it('a notice that is gone by the end of its contract cannot be withdrawn', () => {
    const end = new Date('2027-03-14T23:00:00Z');
    expect(outcomesOf(decide({ notices: [] }, {}, end))[1]).toBe('CONTRACT_NOT_ACTIVE FAILED');
  });

  it('withdrawing one party’s notice leaves the end that the other party’s brings', () => {
    const late = notice('PROVIDER', { endsOn: localDate('2028-03-15') });
    expect(endWithout([notice('CUSTOMER'), late], notice('CUSTOMER'))).toBe('2028-03-15');
    expect(endWithout([notice('CUSTOMER')], notice('CUSTOMER'))).toBeNull();
  });
});

describe('until when a notice can be withdrawn', () => {
  const lastInstant = new Date('2027-03-14T22:59:59.999Z');
  const end = new Date('2027-03-14T23:00:00Z');

  it.each([
    ['the contract runs', lastInstant, null, []],
    ['the contract runs, by the customer', lastInstant, 'CUSTOMER', []],
    ['it has ended, long after the recording', end, null, ['CONTRACT_NOT_ACTIVE']],
    ['it has ended, by the customer', end, 'CUSTOMER', ['CONTRACT_NOT_ACTIVE']],
  ] as const)(
    'a notice can be withdrawn until the end that it brings, while %s',
    (_, now, speaksFor, codes) => {
      expect(codesOf(decide({}, { speaksFor }, now))).toEqual(codes);
    },
  );

  const endedLongAgo = { noticeEndsOn: localDate('2026-03-15') };

  it.each([
    ['2027-01-24T22:59:59.999Z', null, []],
    ['2027-01-24T23:00:00Z', null, ['CONTRACT_NOT_ACTIVE']],
    ['2027-01-10T12:00:00Z', 'CUSTOMER', ['CONTRACT_NOT_ACTIVE']],
  ] as const)(
    'a notice of a contract that has ended can be withdrawn for some days after its recording by staff alone: at %s, by %s',
    (now, speaksFor, codes) => {
      expect(codesOf(decide({ state: endedLongAgo }, { speaksFor }, new Date(now)))).toEqual(codes);
    },
  );

  it('a notice cannot be withdrawn once the contract is cancelled', () => {
    const cancelledAt = new Date('2027-01-10T00:00:00Z');
    expect(codesOf(decide({ state: { cancelledAt } }))).toEqual(['CONTRACT_NOT_ACTIVE']);
  });
});

describe('a plan that comes into force without the notice', () => {
  const from = new Date('2027-03-14T23:00:00Z');
  const eight = Array.from({ length: 8 }, (_, n) => `site ${n + 1}`);

  function change(fields: Partial<PlanChangeFacts> & { satelliteNames?: string[] } = {}): DatedChange {
    const { satelliteNames = eight, ...more } = fields;
    return {
      state: contract({ noticeEndsOn: END }),
      plan: standard,
      planInForce: premium,
      scheduledPlan: standard,
      scheduledRecordedAt: RECORDED,
      soldPlans: [],
      inUse: { contactNames: [], satelliteNames, includedBlocks: [], openings: [] },
      ...more,
      from,
    };
  }

  it('a plan that comes into force without the notice has to fit what the contract holds', () => {
    const tooMany = change();
    const [refusal] = refusalsOf(decide({ returning: [tooMany], scheduled: tooMany }));
    expect(refusal).toMatchObject({ code: 'DOWNGRADE_DOES_NOT_FIT', limit: 5, used: 8, path: undefined });
    for (const told of ['Standard version 1 on 2027-03-15', 'site 8', 'dropPlanChange'])
      expect(refusal!.message).toContain(told);
    const five = change({ satelliteNames: eight.slice(3) });
    expect(codesOf(decide({ returning: [five], scheduled: five }))).toEqual([]);
  });

  it('a plan that comes into force without the notice does not have to fit where the change is dropped, which is for staff', () => {
    const tooMany = change();
    const facts = { returning: [tooMany], scheduled: tooMany };
    expect(codesOf(decide(facts, { dropPlanChange: true }))).toEqual([]);
    expect(codesOf(decide(facts, { dropPlanChange: true, speaksFor: 'CUSTOMER' }))).toEqual([
      'INVALID_INPUT dropPlanChange',
    ]);
  });

  it('a plan that comes into force without the notice cannot be dropped where it was in force before', () => {
    const facts = { returning: [change()], scheduled: null };
    const [refusal] = refusalsOf(decide(facts, { dropPlanChange: true }));
    expect(refusal).toMatchObject({ code: 'DOWNGRADE_DOES_NOT_FIT' });
    expect(refusal!.message).not.toContain('dropPlanChange');
  });

  it('a plan that comes into force without the notice is not dropped where blocks were booked on the strength of it', () => {
    const booked = {
      contractYear: 2,
      startsAt: new Date('2027-06-01T08:00:00Z'),
      subject: 'Tuning',
      bookedAt: NOW,
      isBooked: true,
    };
    const inUse = { contactNames: [], satelliteNames: [], includedBlocks: [booked, booked], openings: [] };
    const upgrade = change({ plan: premium, planInForce: standard, inUse });
    const facts = { returning: [], scheduled: upgrade };
    expect(codesOf(decide(facts))).toEqual([]);
    expect(codesOf(decide(facts, { dropPlanChange: true }))).toEqual(['DOWNGRADE_DOES_NOT_FIT']);
  });
});
