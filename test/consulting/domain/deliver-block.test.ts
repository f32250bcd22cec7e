import { decideDeliverBlock, DeliveryFacts } from '../../../src/consulting/domain/deliver-block';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';

// The contract is active from 2026-03-15, by Berlin's clock.
const NOW = new Date('2028-06-01T08:00:00Z');

/** An INCLUDED block of contract year 1 under Standard, which nothing of the year was delivered before. */
function factsOf(changes: Partial<DeliveryFacts> = {}): DeliveryFacts {
  const block = {
    status: 'BOOKED',
    startsAt: new Date('2026-07-01T07:00:00Z'),
    contractYear: 1,
    source: 'INCLUDED',
    orderId: null,
  } as const;
  const plan = publishedPlan('it-novum', 'standard');
  return { block, state: contract(), plan, deliveredSoFar: 0, includedUsed: 1, ...changes };
}

const ADDITIONAL = { ...factsOf().block, source: 'ADDITIONAL', orderId: '1' } as const;

function refused(facts: DeliveryFacts, deliveredAt = '2026-07-01T11:00:00Z'): string[] {
  return refusalsOf(decideDeliverBlock(facts, new Date(deliveredAt), NOW)).map(({ code }) => code);
}

describe('decideDeliverBlock', () => {
  it.each([
    ['2026-03-14T22:59:59.999Z', ['INVALID_INPUT']],
    ['2026-03-14T23:00:00.000Z', []],
    ['2027-03-14T22:59:59.999Z', []],
    ['2027-03-14T23:00:00.000Z', ['OUTSIDE_CONTRACT_YEAR']],
    ['2028-06-01T08:05:00.001Z', ['INVALID_INPUT', 'OUTSIDE_CONTRACT_YEAR']],
  ])(
    'an included block is delivered in the contract year of its appointment alone: at %s: %j',
    (instant, codes) => {
      expect(refused(factsOf(), instant)).toEqual(codes);
    },
  );

  it('a delivery is decided by every rule once, in an order that stays', () => {
    expect(outcomesOf(decideDeliverBlock(factsOf(), new Date('2026-07-01T11:00:00Z'), NOW))).toEqual([
      'INVALID_STATE PASSED',
      'INVALID_INPUT PASSED',
      'INVALID_INPUT PASSED',
      'CONTRACT_NOT_ACTIVE PASSED',
      'OUTSIDE_CONTRACT_YEAR PASSED',
      'NO_CONSULTING_BLOCK_LEFT PASSED',
    ]);
  });

  it('a delivery that no plan grants is refused with its numbers, one more than none left', () => {
    const facts = factsOf({ deliveredSoFar: 1, includedUsed: 2 });
    const [refusal] = refusalsOf(decideDeliverBlock(facts, new Date('2026-07-01T11:00:00Z'), NOW));
    expect(refusal).toMatchObject({ code: 'NO_CONSULTING_BLOCK_LEFT', limit: 1, used: 2, resetsAt: null });
  });

  it('an additional block is delivered in any year, until the contract ends', () => {
    const facts = factsOf({ block: ADDITIONAL, state: contract({ noticeEndsOn: localDate('2028-03-15') }) });
    expect(refused(facts, '2028-03-14T22:59:59.999Z')).toEqual([]);
    expect(refused(facts, '2028-03-14T23:00:00.000Z')).toEqual(['CONTRACT_NOT_ACTIVE']);
  });

  it.each([
    ['basic', 0, ['NO_CONSULTING_BLOCK_LEFT']],
    ['standard', 0, []],
    ['standard', 1, ['NO_CONSULTING_BLOCK_LEFT']],
    ['premium', 2, []],
    ['premium', 3, ['NO_CONSULTING_BLOCK_LEFT']],
  ] as const)(
    'decideDeliverBlock takes what %s grants with %d delivered so far: %j',
    (code, deliveredSoFar, codes) => {
      const facts = { plan: publishedPlan('it-novum', code), deliveredSoFar };
      expect(refused(factsOf(facts))).toEqual(codes);
      expect(refused(factsOf({ ...facts, block: ADDITIONAL }))).toEqual([]);
    },
  );

  it('decideDeliverBlock says of a block that is not booked only that', () => {
    const block = { ...factsOf().block, status: 'DELIVERED' } as const;
    expect(refused(factsOf({ block, deliveredSoFar: 1 }))).toEqual(['INVALID_STATE']);
  });
});
