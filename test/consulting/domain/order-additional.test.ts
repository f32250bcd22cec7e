import { decideOrderAdditional } from '../../../src/consulting/domain/order-additional';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';

const NOW = new Date('2026-06-01T08:00:00Z');
const REQUEST = { blocks: 5, listPricePerHour: '150.00', currency: 'EUR' };

function refused(request: object, plan = publishedPlan('it-novum', 'basic'), state = contract(), now = NOW) {
  const refusals = refusalsOf(decideOrderAdditional({ state, plan }, { ...REQUEST, ...request }, now));
  return refusals.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`.trim());
}

describe('decideOrderAdditional', () => {
  it.each([
    [{}, []],
    [{ blocks: 1 }, []],
    [{ blocks: 1_000 }, []],
    [{ blocks: 0 }, ['INVALID_INPUT input.blocks']],
    [{ blocks: 1_001 }, ['INVALID_INPUT input.blocks']],
    [{ listPricePerHour: '150.001' }, ['INVALID_INPUT input.listPricePerHour']],
    [{ listPricePerHour: '12345678901' }, ['INVALID_INPUT input.listPricePerHour']],
    [{ listPricePerHour: '0' }, []],
    [{ currency: 'JPY' }, ['INVALID_INPUT input.listPricePerHour']],
    [{ currency: 'JPY', listPricePerHour: '150' }, []],
    [{ currency: 'KWD', listPricePerHour: '150.001' }, []],
    [{ currency: 'eur' }, ['INVALID_INPUT input.currency']],
    [{ currency: 'XAU', blocks: 0 }, ['INVALID_INPUT input.blocks', 'INVALID_INPUT input.currency']],
  ])('decideOrderAdditional decides on what is ordered: %j', (request, refusals) => {
    expect(refused(request)).toEqual(refusals);
  });

  it.each([
    [{}, 'PASSED', 'PASSED'],
    [{ listPricePerHour: null, currency: null }, 'NOT_JUDGED', 'NOT_JUDGED'],
    [{ listPricePerHour: null }, 'PASSED', 'NOT_JUDGED'],
    [{ currency: null }, 'NOT_JUDGED', 'NOT_JUDGED'],
    [{ currency: 'eur' }, 'FAILED', 'NOT_JUDGED'],
    [{ listPricePerHour: 'much' }, 'PASSED', 'FAILED'],
  ])(
    'decideOrderAdditional is every rule once, and leaves open a price that a question leaves out: %j',
    (request, currency, price) => {
      const facts = { state: contract(), plan: publishedPlan('it-novum', 'basic') };
      expect(outcomesOf(decideOrderAdditional(facts, { ...REQUEST, ...request }, NOW))).toEqual([
        'INVALID_INPUT PASSED',
        `INVALID_INPUT ${currency}`,
        `INVALID_INPUT ${price}`,
        'CONTRACT_NOT_ACTIVE PASSED',
        'CONTRACT_SUSPENDED PASSED',
        'CONSULTING_NOT_IN_PLAN PASSED',
      ]);
    },
  );

  it('decideOrderAdditional refuses under a plan that offers none', () => {
    expect(refused({}, publishedPlan('op5', 'premium'))).toEqual(['CONSULTING_NOT_IN_PLAN']);
  });

  it.each([
    ['2026-03-14T22:59:59.999Z', ['CONTRACT_NOT_ACTIVE']],
    ['2026-03-14T23:00:00.000Z', []],
    ['2027-03-14T22:59:59.999Z', []],
    ['2027-03-14T23:00:00.000Z', ['CONTRACT_NOT_ACTIVE']],
  ])(
    'a contract from 2026-03-15 to 2027-03-15 takes an order of additional blocks within that time alone: %s',
    (now, refusals) => {
      const state = contract({ noticeEndsOn: localDate('2027-03-15') });
      expect(refused({}, undefined, state, new Date(now))).toEqual(refusals);
    },
  );
});
