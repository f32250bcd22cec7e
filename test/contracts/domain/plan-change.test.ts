import { Plan } from '../../../src/catalog/domain/plan';
import { ContractState } from '../../../src/contracts/domain/contract-state';
import {
  decideFits,
  decidePlanChange,
  effectiveDate,
  IncludedBlock,
  instantOfChange,
  InUseByContract,
  otherPlans,
  PlanChangeFacts,
} from '../../../src/contracts/domain/plan-change';
import { decideWithdrawPlanChange } from '../../../src/contracts/domain/withdraw-plan-change';
import { Decision, refusalsOf } from '../../../src/shared/domain/decision';
import { LocalDate, localDate } from '../../../src/shared/domain/local-date';
import { publishedPlan } from '../../support/published-catalog';
import { contract } from './contract';

const basic = publishedPlan('it-novum', 'basic');
const standard = publishedPlan('it-novum', 'standard');
const premium = publishedPlan('it-novum', 'premium');

const NOW = new Date('2026-06-10T22:30:00Z');
const TODAY = '2026-06-11';
const RENEWAL = '2027-03-15';
const NOTHING: InUseByContract = { contactNames: [], satelliteNames: [], includedBlocks: [], openings: [] };

function factsOf(plan = premium, state: Partial<ContractState> = {}, more: Partial<PlanChangeFacts> = {}) {
  const facts: PlanChangeFacts = {
    state: contract(state),
    plan,
    planInForce: standard,
    scheduledPlan: null,
    scheduledRecordedAt: null,
    soldPlans: [basic, standard, premium],
    inUse: NOTHING,
    ...more,
  };
  return facts;
}

function codesOf(decision: Decision): string[] {
  return refusalsOf(decision).map(({ code, path }) => [code, path?.at(-1)].join(' ').trim());
}

const decide = (facts: PlanChangeFacts, effectiveOn: string | null, now = NOW) =>
  codesOf(decidePlanChange(facts, { effectiveOn: effectiveOn as LocalDate | null }, now));

describe('the date of a change', () => {
  it.each([
    ['an upgrade', premium, {}, TODAY],
    ['a downgrade', basic, {}, RENEWAL],
    ['a downgrade before the activation', basic, { activatesOn: localDate('2026-07-01') }, '2027-07-01'],
    [
      'a downgrade under a notice that ends a later term',
      basic,
      { noticeEndsOn: localDate('2028-03-15') },
      RENEWAL,
    ],
    ['a downgrade under notice', basic, { noticeEndsOn: localDate(RENEWAL) }, null],
    ['an upgrade after the end', premium, { noticeEndsOn: localDate(TODAY) }, null],
    ['an upgrade of a cancelled contract', premium, { cancelledAt: NOW }, null],
    ['a downgrade of a cancelled contract', basic, { cancelledAt: NOW }, null],
  ])(
    'where no date is asked for, the date of %s follows from its direction and the notice',
    (_, plan, state, date) => {
      expect(effectiveDate(factsOf(plan, state), { effectiveOn: null }, NOW)).toBe(date);
    },
  );

  it('a change of today counts from now, a later one from its first instant in the provider’s zone', () => {
    expect(instantOfChange(contract(), localDate(TODAY), NOW)).toEqual(NOW);
    const tomorrow = instantOfChange(contract(), localDate('2026-06-12'), NOW);
    expect(tomorrow).toEqual(new Date('2026-06-11T22:00:00Z'));
  });

  it.each([
    ['2026-06-10', ['INVALID_INPUT effectiveOn']],
    [TODAY, []],
    ['2026-06-12', []],
    ['2076-06-11', []],
    ['2076-06-12', ['INVALID_INPUT effectiveOn']],
  ])('the date of an upgrade may be %s: %j', (effectiveOn, codes) => {
    expect(decide(factsOf(premium), effectiveOn)).toEqual(codes);
  });

  it.each([
    [TODAY, ['INVALID_INPUT effectiveOn']],
    ['2027-03-14', ['INVALID_INPUT effectiveOn']],
    [RENEWAL, []],
    ['2027-03-16', ['INVALID_INPUT effectiveOn']],
    ['2028-03-15', ['INVALID_INPUT effectiveOn']],
  ])('the date of a downgrade may be %s: %j', (effectiveOn, codes) => {
    expect(decide(factsOf(basic), effectiveOn)).toEqual(codes);
  });

  it('the date of a downgrade is the renewal after, on the renewal date itself', () => {
    const onRenewal = new Date('2027-03-14T23:00:00Z');
    expect(decide(factsOf(basic), RENEWAL, new Date('2027-03-14T22:59:59.999Z'))).toEqual([]);
    expect(decide(factsOf(basic), RENEWAL, onRenewal)).toEqual(['INVALID_INPUT effectiveOn']);
    expect(effectiveDate(factsOf(basic), { effectiveOn: null }, onRenewal)).toBe('2028-03-15');
  });

  it('the date of a downgrade is named in the refusal, with what gets worse', () => {
    const [refusal] = refusalsOf(decidePlanChange(factsOf(basic), { effectiveOn: localDate(TODAY) }, NOW));
    expect(refusal!.message).toContain(RENEWAL);
    expect(refusal!.message).toContain('the number of support requests');
  });
});

describe('under notice', () => {
  const noticeEndsOn = localDate(RENEWAL);

  it.each([
    ['an upgrade today', premium, null, []],
    ['an upgrade on the last day', premium, '2027-03-14', []],
    ['an upgrade on the end', premium, RENEWAL, ['CONTRACT_NOT_ACTIVE effectiveOn']],
    ['a downgrade', basic, null, ['CONTRACT_NOT_ACTIVE effectiveOn']],
    ['a downgrade on the end', basic, RENEWAL, ['CONTRACT_NOT_ACTIVE effectiveOn']],
    ['a downgrade on a past day', basic, '2020-01-01', ['CONTRACT_NOT_ACTIVE effectiveOn']],
    ['a downgrade today', basic, TODAY, ['CONTRACT_NOT_ACTIVE effectiveOn']],
  ])(
    'a contract under notice allows an upgrade before its end and nothing else: %s',
    (_, plan, effectiveOn, codes) => {
      expect(decide(factsOf(plan, { noticeEndsOn }), effectiveOn)).toEqual(codes);
    },
  );

  it('nothing is changed once the contract has ended', () => {
    const facts = factsOf(premium, { noticeEndsOn: localDate('2026-06-11') });
    expect(decide(facts, null)).toEqual(['CONTRACT_NOT_ACTIVE']);
    expect(codesOf(decideWithdrawPlanChange(facts, NOW))).toEqual(['CONTRACT_NOT_ACTIVE']);
  });
});

describe('the plan', () => {
  const next = { ...premium, id: 'next', version: 2 };

  it('the plan of a change has to be another than the one in force', () => {
    expect(decide(factsOf(standard), null)).toEqual(['INVALID_STATE planId']);
  });

  it('the plan of a change has to be sold today: a newer version of the same is a change like any other', () => {
    const more = { planInForce: premium, soldPlans: [basic, standard, next] };
    expect(decide(factsOf(next, {}, more), null)).toEqual([]);
    expect(decide(factsOf(premium, {}, { ...more, planInForce: next }), null)).toEqual([
      'INVALID_STATE planId',
    ]);
  });

  it('the plan of a change has to be the provider’s: one of another is compared with nothing', () => {
    expect(decide(factsOf(publishedPlan('op5', 'basic')), null)).toEqual(['INVALID_INPUT planId']);
  });

  it('the plan cannot be changed while a change is scheduled', () => {
    const scheduled = { nextPlanId: basic.id, nextPlanFrom: new Date('2027-03-14T23:00:00Z') };
    const facts = factsOf(premium, scheduled, { scheduledPlan: basic });
    const decision = decidePlanChange(facts, { effectiveOn: null }, NOW);
    expect(refusalsOf(decision)).toMatchObject([
      {
        code: 'INVALID_STATE',
        message: 'A change to Basic version 1 is scheduled for 2027-03-15; withdraw it first.',
      },
    ]);
    expect(codesOf(decideWithdrawPlanChange(facts, NOW))).toEqual([]);
    expect(codesOf(decideWithdrawPlanChange(factsOf(), NOW))).toEqual(['INVALID_STATE']);
  });

  it('the plan of a scheduled change cannot be withdrawn while blocks are booked on the strength of it', () => {
    const block = { contractYear: 1, startsAt: NOW, bookedAt: NOW, subject: 'Review', isBooked: true };
    const scheduled = { nextPlanId: premium.id, nextPlanFrom: new Date('2026-07-01T22:00:00Z') };
    const inUse = (blocks: number) => ({ inUse: { ...NOTHING, includedBlocks: Array(blocks).fill(block) } });
    const withdraw = (blocks: number) =>
      codesOf(decideWithdrawPlanChange(factsOf(standard, scheduled, inUse(blocks)), NOW));
    expect(withdraw(1)).toEqual([]);
    expect(withdraw(2)).toEqual(['DOWNGRADE_DOES_NOT_FIT']);
  });

  it('the plan of a scheduled change cannot be withdrawn once blocks that it granted are delivered', () => {
    const recordedAt = new Date('2026-05-01T08:00:00Z');
    const scheduled = { nextPlanId: premium.id, nextPlanFrom: new Date('2026-07-01T22:00:00Z') };
    const withdraw = (bookedAt: Date) => {
      const block = { contractYear: 1, startsAt: NOW, bookedAt, subject: 'Review', isBooked: false };
      const inUse = { ...NOTHING, includedBlocks: [block, block] };
      const facts = factsOf(standard, scheduled, { inUse, scheduledRecordedAt: recordedAt });
      return codesOf(decideWithdrawPlanChange(facts, NOW));
    };
    expect(withdraw(recordedAt)).toEqual(['DOWNGRADE_DOES_NOT_FIT']);
    expect(withdraw(new Date(recordedAt.getTime() - 1))).toEqual([]);
  });

  it('the plans advised for a change are the others that are sold', () => {
    expect(otherPlans(factsOf()).map(({ code }) => code)).toEqual(['basic', 'premium']);
  });
});

const SECOND_YEAR = localDate('2027-03-15');

/** Room for two contacts, one satellite and one block a year. */
const small: Plan = {
  ...premium,
  name: 'Small',
  entitlements: {
    ...premium.entitlements,
    maxNamedContacts: 2,
    maxSatellites: 1,
    includedConsultingBlocks: 1,
  },
};

const BOOKED_AT = new Date('2026-06-01T08:00:00Z');

function block(contractYear: number, subject: string, isBooked = true): IncludedBlock {
  const startsAt = new Date('2027-04-01T22:30:00Z');
  return { contractYear, subject, isBooked, startsAt, bookedAt: BOOKED_AT };
}

function refused(inUse: Partial<PlanChangeFacts['inUse']>, effectiveOn = SECOND_YEAR, plan = small) {
  const facts: PlanChangeFacts = {
    state: contract(),
    plan,
    planInForce: premium,
    scheduledPlan: null,
    scheduledRecordedAt: null,
    soldPlans: [],
    inUse: { contactNames: [], satelliteNames: [], includedBlocks: [], openings: [], ...inUse },
  };
  return refusalsOf(decideFits(facts, effectiveOn));
}

describe('what a contract holds', () => {
  it('what a contract holds fits up to the numbers of the plan', () => {
    const inUse = {
      contactNames: ['Ada', 'Bob'],
      satelliteNames: ['north'],
      includedBlocks: [block(2, 'A')],
    };
    expect(refused(inUse)).toEqual([]);
  });

  it('what a contract holds does not fit above the numbers of the plan: each kind is refused once, with its numbers and every name', () => {
    const includedBlocks = [block(2, 'Tuning'), block(2, 'Review')];
    expect(
      refused({ contactNames: ['Ada', 'Bob', 'Cyd'], satelliteNames: ['north', 'south'], includedBlocks }),
    ).toMatchObject([
      {
        kind: 'LIMIT_REACHED',
        code: 'DOWNGRADE_DOES_NOT_FIT',
        message: 'Small has room for 2 named contacts; 3 are in use: Ada, Bob, Cyd.',
        limit: 2,
        used: 3,
      },
      { message: 'Small has room for 1 satellite; 2 are in use: north, south.', limit: 1, used: 2 },
      {
        message:
          'Small includes 1 consulting block a contract year; booked in contract year 2: Tuning (2027-04-02), Review (2027-04-02).',
        limit: 1,
        used: 2,
      },
    ]);
  });

  it('what a contract holds always fits where the plan sets no limit', () => {
    const unlimited = publishedPlan('op5', 'premium');
    const satelliteNames = Array.from({ length: 500 }, (_, index) => `satellite ${index}`);
    expect(refused({ satelliteNames }, SECOND_YEAR, { ...unlimited, providerId: 'it-novum' })).toEqual([]);
  });
});

describe('included blocks', () => {
  it.each([
    ['of years before the change', [block(1, 'A'), block(1, 'B')], 0],
    ['one in each year', [block(2, 'A'), block(3, 'B'), block(4, 'C')], 0],
    ['of a year after the change', [block(3, 'A'), block(3, 'B')], 1],
    ['of two years: one refusal', [block(2, 'A'), block(2, 'B'), block(3, 'C'), block(3, 'D')], 1],
    ['one delivered, one booked', [block(2, 'A', false), block(2, 'B')], 1],
    ['all delivered: nothing is left to cancel', [block(2, 'A', false), block(2, 'B', false)], 0],
  ])(
    'included blocks that are still booked fit a smaller plan up to its number in each of its years: %s',
    (_, includedBlocks, refusals) => {
      expect(refused({ includedBlocks })).toHaveLength(refusals);
    },
  );

  it('included blocks of two years over the limit by different numbers are refused with the greater number', () => {
    const two = [block(2, 'A'), block(2, 'B')];
    const three = [block(3, 'C'), block(3, 'D'), block(3, 'E')];
    expect(refused({ includedBlocks: [...two, ...three] })).toMatchObject([{ limit: 1, used: 3 }]);
    expect(refused({ includedBlocks: [...three, ...two] })).toMatchObject([{ limit: 1, used: 3 }]);
  });

  it('included blocks of the whole year count, where the change comes in the middle of it', () => {
    const includedBlocks = [block(2, 'A'), block(2, 'B')];
    expect(refused({ includedBlocks }, localDate('2027-09-15'))).toHaveLength(1);
    expect(refused({ includedBlocks }, localDate('2028-03-14'))).toHaveLength(1);
    expect(refused({ includedBlocks }, localDate('2028-03-15'))).toHaveLength(0);
  });
});
