import * as fc from 'fast-check';
import { allocateBlocks, decideBookBlocks, UnusedOrder } from '../../../src/consulting/domain/book-block';
import {
  ConsultingFacts,
  consultingQuota,
  underPlan,
  withFewerBlocks,
} from '../../../src/consulting/domain/consulting-facts';
import { isAllowed, refusalsOf } from '../../../src/shared/domain/decision';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';
import { APPOINTMENT, factsOf, NOW, requestOf } from './consulting-facts';

function refused(facts: ConsultingFacts, blocks = 1, startsAt = APPOINTMENT): string[] {
  return refusalsOf(decideBookBlocks(facts, requestOf(startsAt, blocks), NOW)).map((refusal) => refusal.code);
}

describe('decideBookBlocks', () => {
  it.each([
    ['basic', 0, ['NO_CONSULTING_BLOCK_LEFT']],
    ['standard', 0, []],
    ['standard', 1, ['NO_CONSULTING_BLOCK_LEFT']],
    ['premium', 2, []],
    ['premium', 3, ['NO_CONSULTING_BLOCK_LEFT']],
  ] as const)(
    'decideBookBlocks under %s with %d included blocks used grants what is left',
    (code, includedUsed, codes) => {
      expect(refused(factsOf(['it-novum', code], { includedUsed }))).toEqual(codes);
    },
  );

  it('decideBookBlocks grants additional blocks beyond the included ones, to the last', () => {
    const state = contract({ additionalBlocksOrdered: 3, additionalBlocksUsed: 1 });
    const facts = factsOf(['it-novum', 'premium'], { state, includedUsed: 2 });
    expect(refused(facts, 3)).toEqual([]);
    expect(refused(facts, 4)).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
  });

  it.each([
    [0, ['INVALID_INPUT']],
    [-1, ['INVALID_INPUT']],
    [1, []],
    [100, []],
    [101, ['INVALID_INPUT']],
  ])('decideBookBlocks takes 1 to 100 blocks: %d', (blocks, codes) => {
    const state = contract({ additionalBlocksOrdered: 1_000 });
    expect(refused(factsOf(['it-novum', 'basic'], { state }), blocks)).toEqual(codes);
  });

  it.each([
    ['2026-03-14T22:59:59.999Z', ['CONTRACT_NOT_ACTIVE']],
    ['2026-03-14T23:00:00.000Z', []],
    ['2027-03-14T22:59:59.999Z', []],
    ['2027-03-14T23:00:00.000Z', ['CONTRACT_NOT_ACTIVE']],
  ])(
    'a contract from 2026-03-15 to 2027-03-15 books an appointment within that time alone: %s',
    (instant, codes) => {
      const startsAt = new Date(instant);
      const state = contract({ noticeEndsOn: localDate('2027-03-15') });
      expect(refused(factsOf(['it-novum', 'standard'], { state, startsAt }), 1, startsAt)).toEqual(codes);
    },
  );

  it('decideBookBlocks is every rule once, in an order that stays', () => {
    expect(outcomesOf(decideBookBlocks(factsOf(['it-novum', 'standard']), requestOf(), NOW))).toEqual([
      'INVALID_INPUT PASSED',
      'INVALID_INPUT PASSED',
      'INVALID_INPUT PASSED',
      'CONTRACT_NOT_ACTIVE PASSED',
      'CONTRACT_SUSPENDED PASSED',
      'CONSULTING_NOT_IN_PLAN PASSED',
      'NO_CONSULTING_BLOCK_LEFT PASSED',
    ]);
  });

  it.each([
    [
      'before the contract begins',
      { activatesOn: localDate('2026-07-02') },
      'becomes active on 2026-07-02',
      ['input', 'startsAt'],
    ],
    ['after its end', { noticeEndsOn: localDate('2026-07-01') }, 'ends on 2026-07-01', ['input', 'startsAt']],
    ['of a contract that was cancelled', { cancelledAt: NOW }, 'was cancelled on 2026-06-01', undefined],
  ])('decideBookBlocks refuses an appointment %s, with the day', (_, fields, said, path) => {
    const facts = factsOf(['it-novum', 'premium'], { state: contract(fields) });
    const refusal = refusalsOf(decideBookBlocks(facts, requestOf(), NOW)).find(
      ({ code }) => code === 'CONTRACT_NOT_ACTIVE',
    );
    expect(refusal!.message).toContain(said);
    expect(refusal!.path ?? undefined).toEqual(path);
  });

  it.each([
    [
      'Basic',
      'basic',
      {},
      '1 asked for. Order additional blocks. The next contract year begins on 2027-03-15.',
    ],
    [
      'Basic, which ends with the year',
      'basic',
      { noticeEndsOn: localDate('2027-03-15') },
      '1 asked for. Order additional blocks.',
    ],
  ] as const)('decideBookBlocks says what would help where none is left: %s', (_, code, fields, said) => {
    const facts = factsOf(['it-novum', code], { state: contract(fields) });
    const [refusal] = refusalsOf(decideBookBlocks(facts, requestOf(), NOW));
    expect(refusal!.message.endsWith(said)).toBe(true);
  });

  it('decideBookBlocks helps with no order where the plan offers none, and with no year where none comes', () => {
    const plan = publishedPlan('it-novum', 'standard');
    const alone = { ...plan, entitlements: { ...plan.entitlements, additionalConsulting: false } };
    const state = contract({ noticeEndsOn: localDate('2027-03-15') });
    const facts = {
      ...factsOf(['it-novum', 'standard'], { state, includedUsed: 1 }),
      plan: alone,
      quotaPlan: alone,
    };
    const [refusal] = refusalsOf(decideBookBlocks(facts, requestOf(), NOW));
    expect(refusal!.message.endsWith('0 left, 1 asked for.')).toBe(true);
  });

  it('decideBookBlocks under another plan counts its blocks for the year too, and of two plans the fewer', () => {
    const [standard, premium] = [publishedPlan('it-novum', 'standard'), publishedPlan('it-novum', 'premium')];
    const facts = factsOf(['it-novum', 'standard'], { includedUsed: 1 });
    expect(underPlan(facts, premium)).toEqual({ ...facts, plan: premium, quotaPlan: premium });
    expect(withFewerBlocks(premium, standard)).toBe(standard);
    expect(withFewerBlocks(standard, premium)).toBe(standard);
    expect(withFewerBlocks(standard, { ...standard })).toBe(standard);
  });

  it('decideBookBlocks says once that a plan has no consulting', () => {
    const decision = decideBookBlocks(factsOf(['op5', 'premium']), requestOf(), NOW);
    expect(decision.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual([
      'INVALID_INPUT PASSED',
      'INVALID_INPUT PASSED',
      'INVALID_INPUT PASSED',
      'CONTRACT_NOT_ACTIVE PASSED',
      'CONTRACT_SUSPENDED PASSED',
      'CONSULTING_NOT_IN_PLAN FAILED',
      'NO_CONSULTING_BLOCK_LEFT NOT_JUDGED',
    ]);
  });

  it('decideBookBlocks grants blocks that were paid, whatever plan came after', () => {
    const state = contract({ additionalBlocksOrdered: 1 });
    expect(refused(factsOf(['op5', 'basic'], { state }))).toEqual([]);
  });

  it('a plan without consulting lets book where only the plan of the contract year includes blocks', () => {
    const quotaPlan = publishedPlan('it-novum', 'standard');
    const facts = factsOf(['op5', 'premium'], { quotaPlan });
    expect(refused(facts)).toEqual([]);
    expect(refused(facts, 2)).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
  });

  it('decideBookBlocks refuses while the contract is suspended, whatever is left', () => {
    const state = contract({ suspendedSince: NOW });
    expect(refused(factsOf(['it-novum', 'premium'], { state }))).toEqual(['CONTRACT_SUSPENDED']);
  });

  it('decideBookBlocks counts the number of the plan that a later change brought for the whole year', () => {
    const quotaPlan = publishedPlan('it-novum', 'premium');
    const facts = factsOf(['it-novum', 'standard'], { quotaPlan, includedUsed: 1 });
    expect(refused(facts, 2)).toEqual([]);
    expect(refused(facts, 3)).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
  });
});

describe('consultingQuota', () => {
  const start = '2027-03-14T23:00:00.000Z';

  it('the consulting quota has what is left of included and additional blocks, and when the included ones come anew', () => {
    const state = contract({ additionalBlocksOrdered: 3, additionalBlocksUsed: 1 });
    const facts = factsOf(['it-novum', 'premium'], { state, includedUsed: 2 });
    expect(consultingQuota(facts)).toEqual({ limit: 6, used: 3, left: 3, resetsAt: new Date(start) });
  });

  it('the consulting quota comes not anew where the contract ends with the year', () => {
    const state = contract({ noticeEndsOn: localDate('2027-03-15') });
    expect(consultingQuota(factsOf(['it-novum', 'standard'], { state })).resetsAt).toBeNull();
  });

  it('the consulting quota has room exactly for what is allowed', () => {
    const counts = fc.record({
      ordered: fc.nat(6),
      used: fc.nat(6),
      included: fc.nat(5),
      blocks: fc.integer({ min: 1, max: 12 }),
    });
    const codes = fc.constantFrom('basic' as const, 'standard' as const, 'premium' as const);
    fc.assert(
      fc.property(counts, codes, ({ ordered, used, included, blocks }, code) => {
        const state = contract({
          additionalBlocksOrdered: ordered,
          additionalBlocksUsed: Math.min(used, ordered),
        });
        const facts = factsOf(['it-novum', code], { state, includedUsed: included });
        const quota = consultingQuota(facts);
        const decision = decideBookBlocks(facts, requestOf(APPOINTMENT, blocks), NOW);
        expect(isAllowed(decision)).toBe(blocks <= quota.left);
        expect(quota.used).toBe(included + state.additionalBlocksUsed);
      }),
    );
  });
});

const INCLUDED = { source: 'INCLUDED', orderId: null };
const of = (orderId: string) => ({ source: 'ADDITIONAL', orderId });

describe('allocateBlocks', () => {
  it('allocateBlocks uses included blocks first, then the orders as they come', () => {
    const orders = [
      { id: 'a', left: 1 },
      { id: 'b', left: 5 },
    ];
    expect(allocateBlocks(4, 2, orders)).toEqual([INCLUDED, INCLUDED, of('a'), of('b')]);
    expect(allocateBlocks(2, 2, orders)).toEqual([INCLUDED, INCLUDED]);
    expect(allocateBlocks(2, 0, orders)).toEqual([of('a'), of('b')]);
  });

  it('allocateBlocks throws where there are not enough', () => {
    expect(() => allocateBlocks(3, 1, [{ id: 'a', left: 1 }])).toThrow(RangeError);
  });

  it('allocateBlocks gives what taking one block after the other gives', () => {
    const orders = fc.array(fc.nat(5), { maxLength: 6 });
    fc.assert(
      fc.property(orders, fc.nat(5), fc.nat(30), (lefts, includedLeft, wanted) => {
        const unused = lefts.map((left, index) => ({ id: String(index), left }));
        const blocks = Math.min(wanted, includedLeft + lefts.reduce((sum, left) => sum + left, 0));
        expect(allocateBlocks(blocks, includedLeft, unused)).toEqual(oneByOne(blocks, includedLeft, unused));
      }),
    );
  });
});

function oneByOne(blocks: number, includedLeft: number, orders: readonly UnusedOrder[]) {
  const pool = [
    ...Array.from({ length: includedLeft }, () => INCLUDED),
    ...orders.flatMap((order) => Array.from({ length: order.left }, () => of(order.id))),
  ];
  return pool.slice(0, blocks);
}
