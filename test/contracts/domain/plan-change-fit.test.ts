import { Plan } from '../../../src/catalog/domain/plan';
import { IncludedBlock } from '../../../src/contracts/domain/held-by-contract';
import { PlanChangeFacts } from '../../../src/contracts/domain/plan-change-facts';
import { decideFits } from '../../../src/contracts/domain/plan-change-fit';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { localDate } from '../../../src/shared/domain/local-date';
import { publishedPlan } from '../../support/published-catalog';
import { contract } from './contract';

const premium = publishedPlan('it-novum', 'premium');
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

function block(contractYear: number, subject: string, isBooked = true): IncludedBlock {
  return { contractYear, subject, isBooked, startsAt: new Date('2027-04-01T22:30:00Z') };
}

function refused(held: Partial<PlanChangeFacts['held']>, effectiveOn = SECOND_YEAR, plan = small) {
  const facts: PlanChangeFacts = {
    state: contract(),
    plan,
    planInForce: premium,
    scheduledPlan: null,
    soldPlans: [],
    held: { contactNames: [], satelliteNames: [], includedBlocks: [], ...held },
  };
  return refusalsOf(decideFits(facts, effectiveOn));
}

describe('what a contract holds', () => {
  it('fits up to the numbers of the plan', () => {
    const held = { contactNames: ['Ada', 'Bob'], satelliteNames: ['north'], includedBlocks: [block(2, 'A')] };
    expect(refused(held)).toEqual([]);
  });

  it('does not fit above them: each kind is refused once, with its numbers and every name', () => {
    const includedBlocks = [block(2, 'Tuning'), block(2, 'Review')];
    expect(
      refused({ contactNames: ['Ada', 'Bob', 'Cyd'], satelliteNames: ['north', 'south'], includedBlocks }),
    ).toMatchObject([
      {
        kind: 'LIMIT_REACHED',
        code: 'DOWNGRADE_DOES_NOT_FIT',
        message: 'Small has room for 2 named contacts; 3 are held: Ada, Bob, Cyd.',
        limit: 2,
        used: 3,
      },
      { message: 'Small has room for 1 satellite; 2 are held: north, south.', limit: 1, used: 2 },
      {
        message:
          'Small includes 1 consulting block a contract year; booked in contract year 2: Tuning (2027-04-02), Review (2027-04-02).',
        limit: 1,
        used: 2,
      },
    ]);
  });

  it('always fits where the plan sets no limit', () => {
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
  ])('%s', (_, includedBlocks, refusals) => {
    expect(refused({ includedBlocks })).toHaveLength(refusals);
  });

  it('of the whole year count, where the change comes in the middle of it', () => {
    const includedBlocks = [block(2, 'A'), block(2, 'B')];
    expect(refused({ includedBlocks }, localDate('2027-09-15'))).toHaveLength(1);
    expect(refused({ includedBlocks }, localDate('2028-03-14'))).toHaveLength(1);
    expect(refused({ includedBlocks }, localDate('2028-03-15'))).toHaveLength(0);
  });
});
