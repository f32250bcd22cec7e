import * as fc from 'fast-check';
import { netAmount } from '../../../src/consulting/domain/ledger-entry';
import { compare, fraction, times } from './fraction';

const eur = (minorUnits: bigint) => ({ minorUnits, currency: 'EUR' });

describe('netAmount', () => {
  it.each([
    // hours, price of an hour, discount, net amount; all in cents
    [4, 15_000n, 0, 60_000n],
    [4, 15_000n, 5, 57_000n],
    [4, 15_000n, 10, 54_000n],
    [4, 15_000n, 100, 0n],
    [4, 0n, 5, 0n],
    // 4 × 0.01 € less 5 % are 3.8 cents, less 10 % 3.6, less 50 % 2
    [4, 1n, 5, 4n],
    [4, 1n, 10, 4n],
    [4, 1n, 50, 2n],
    // exactly half a cent goes up: 4 × 0.01 € × 87.5 % has no whole percent; 2 × 0.01 × 25 % is 0.5
    [2, 1n, 75, 1n],
    [2, 1n, 76, 0n],
    // rounded once on the line, not on the hour: 0.33 € less 10 % are 29.7 cents an hour, 118.8 for four
    [4, 33n, 10, 119n],
    [4_000, 999_999_999_999n, 7, 3_719_999_999_996_280n],
  ])('the net amount of %d hours at %s less %d %% is %s', (hours, price, discount, net) => {
    expect(netAmount(hours, eur(price), discount)).toEqual(eur(net));
  });

  it('the net amount is the whole number nearest to the exact product, the greater one of two as near', () => {
    const hours = fc.integer({ min: 1, max: 1_000 }).map((blocks) => blocks * 4);
    const price = fc.bigInt({ min: 0n, max: 10n ** 14n });
    const discount = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(hours, price, discount, (h, minorUnits, percent) => {
        const { minorUnits: net } = netAmount(h, eur(minorUnits), percent);
        const factor = fraction(BigInt(100 - percent), 100n);
        const exact = times(times(fraction(BigInt(h)), fraction(minorUnits)), factor);
        const lowest = fraction(2n * net - 1n, 2n);
        const beyond = fraction(2n * net + 1n, 2n);
        expect(compare(lowest, exact)).toBeLessThanOrEqual(0);
        expect(compare(exact, beyond)).toBe(-1);
      }),
      { numRuns: process.env.AMBIT_LONG === '1' ? 100_000 : 1_000 },
    );
  });
});
