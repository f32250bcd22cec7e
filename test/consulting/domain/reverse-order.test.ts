import * as fc from 'fast-check';
import { netAmount } from '../../../src/consulting/domain/ledger-entry';
import {
  blocksToReverse,
  decideReverseOrder,
  reversedAmount,
} from '../../../src/consulting/domain/reverse-order';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { outcomesOf } from '../../support/outcomes';

const EUR = (minorUnits: bigint) => ({ minorUnits, currency: 'EUR' });

function orderOf(blocks: number, usedBlocks: number, reversedBlocks: number) {
  return { blocks, usedBlocks, reversedBlocks, remainingBlocks: blocks - usedBlocks - reversedBlocks };
}

describe('decideReverseOrder', () => {
  it.each([
    [null, []],
    [1, []],
    [2, []],
    [3, ['NO_CONSULTING_BLOCK_LEFT input.blocks']],
    [0, ['INVALID_INPUT input.blocks']],
    [-1, ['INVALID_INPUT input.blocks']],
    [1.5, ['INVALID_INPUT input.blocks']],
  ])('decideReverseOrder for %j of 2 unused blocks: %j', (blocks, codes) => {
    const refusals = refusalsOf(decideReverseOrder(orderOf(5, 2, 1), blocks));
    expect(refusals.map(({ code, path }) => `${code} ${path?.join('.')}`)).toEqual(codes);
  });

  it('decideReverseOrder compares nothing without a number of blocks', () => {
    const outcomes = (blocks: number) => outcomesOf(decideReverseOrder(orderOf(5, 2, 1), blocks));
    expect(outcomes(2)).toEqual(['INVALID_INPUT PASSED', 'NO_CONSULTING_BLOCK_LEFT PASSED']);
    expect(outcomes(0)).toEqual(['INVALID_INPUT FAILED', 'NO_CONSULTING_BLOCK_LEFT NOT_JUDGED']);
  });

  it('decideReverseOrder takes nothing back where nothing is unused, with the numbers', () => {
    const [refusal] = refusalsOf(decideReverseOrder(orderOf(5, 2, 3), null));
    expect(refusal).toMatchObject({ code: 'NO_CONSULTING_BLOCK_LEFT', limit: 2, used: 2 });
  });

  it('a reversal of an order takes back all blocks that are unused unless told how many', () => {
    expect(blocksToReverse(orderOf(5, 2, 1), null)).toBe(2);
    expect(blocksToReverse(orderOf(5, 2, 1), 1)).toBe(1);
  });
});

describe('reversedAmount', () => {
  it('the amount of a reversal is what stood less what stands, each rounded by itself', () => {
    // 4 h × 0.01 less 5 % are 0.038 a block: 0.04, 0.08 and 0.11 for one, two and three.
    const price = { listPricePerHour: EUR(1n), discountPercent: 5 };
    const amounts = [0, 1, 2].map((reversedBlocks) =>
      reversedAmount({ blocks: 3, reversedBlocks }, 1, price),
    );
    expect(amounts.map(({ minorUnits }) => minorUnits)).toEqual([3n, 4n, 4n]);
    expect(amounts[0]!.currency).toBe('EUR');
  });

  it('reversed amounts sum to the net amount of the order however it is taken back, and are never below zero', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(
        parts,
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.nat(100),
        (given, minor, discountPercent) => {
          const blocks = given.reduce((sum, part) => sum + part, 0);
          const price = { listPricePerHour: EUR(minor), discountPercent };
          let reversedBlocks = 0;
          let sum = 0n;
          for (const part of given) {
            const { minorUnits } = reversedAmount({ blocks, reversedBlocks }, part, price);
            expect(minorUnits >= 0n).toBe(true);
            sum += minorUnits;
            reversedBlocks += part;
          }
          expect(sum).toBe(netAmount(blocks * 4, EUR(minor), discountPercent).minorUnits);
        },
      ),
    );
  });
});
