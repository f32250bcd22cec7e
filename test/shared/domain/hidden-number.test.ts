import fc from 'fast-check';
import { hideNumber, shownNumber, useIdKey } from '../../../src/shared/domain/hidden-number';
import { TEST_ID_KEY } from '../../support/id-key';

const RUNS = { numRuns: process.env.AMBIT_LONG === '1' ? 100_000 : 1_000 };
const anyNumber = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
  fc.bigInt({ min: 0n, max: 100_000n }),
  fc.constantFrom(2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n),
);

it('a hidden number comes back in its context, as 11 characters that an address can hold', () => {
  fc.assert(
    fc.property(anyNumber.map(String), (number) => {
      const hidden = hideNumber('Contract', number);
      expect(hidden).toMatch(/^[\w-]{11}$/);
      expect(shownNumber('Contract', hidden)).toBe(number);
    }),
    RUNS,
  );
});

it('the same number is another text in another context and under another key, and comes back as no number that is near', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }).map(String), (number) => {
      useIdKey(TEST_ID_KEY);
      const hidden = hideNumber('Contract', number);
      expect(hideNumber('Customer', number)).not.toBe(hidden);
      expect(isNear(shownNumber('Customer', hidden))).toBe(false);
      useIdKey(Buffer.alloc(16, 7));
      expect(hideNumber('Contract', number)).not.toBe(hidden);
      expect(isNear(shownNumber('Contract', hidden))).toBe(false);
    }),
    RUNS,
  );
  useIdKey(TEST_ID_KEY);
});

/** Of ten million numbers of 64 bits one in a million million is; these are not. */
const isNear = (number: string | null) => number !== null && Number(number) < 10_000_000;

it('numbers that follow each other share no beginning', () => {
  const hidden = Array.from({ length: 1_000 }, (_, number) => hideNumber('Contract', String(number)));
  expect(new Set(hidden.map((text) => text.slice(0, 5))).size).toBeGreaterThan(990);
  expect([...hidden].sort()).not.toEqual(hidden);
});

it('what was not hidden here is no number, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
      const number = shownNumber('Contract', text);
      if (number !== null) expect(hideNumber('Contract', number)).toBe(text);
    }),
    RUNS,
  );
});

it.each(['-1', '1000000000000000000', '18446744073709551616', '1.5', 'x'])(
  '%s is no number to hide',
  (text) => {
    expect(() => hideNumber('Contract', text)).toThrow();
  },
);
