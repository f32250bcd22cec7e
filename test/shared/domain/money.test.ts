import { currencyDecimals, formatAmount, parseMoney } from '../../../src/shared/domain/money';
import * as fc from 'fast-check';

it.each([
  ['EUR', 2],
  ['USD', 2],
  ['CHF', 2],
  // Everyday use and Intl know no cents of these; ISO 4217 does.
  ['HUF', 2],
  ['IDR', 2],
  ['MGA', 2],
  ['JPY', 0],
  ['ISK', 0],
  ['XAF', 0],
  ['KWD', 3],
  ['IQD', 3],
  ['CLF', 4],
  ['UYW', 4],
])('currencyDecimals knows %s with %d decimals', (code, decimals) => {
  expect(currencyDecimals(code)).toBe(decimals);
});

it.each(['eur', 'EURO', 'EU', '', 'XAU', 'XXX', 'DEM', 'toString', 'ABC'])(
  'currencyDecimals does not know %j',
  (code) => {
    expect(currencyDecimals(code)).toBeNull();
  },
);

it('currencyDecimals knows every currency that Intl knows and that is in use', () => {
  // No longer in the list, or without a minor unit.
  const gone = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'XDR', 'XSU', 'ZWL'];
  const unknown = Intl.supportedValuesOf('currency').filter((code) => currencyDecimals(code) === null);
  expect(unknown.filter((code) => !gone.includes(code))).toEqual([]);
});

const currencies = ['EUR', 'JPY', 'KWD', 'CLF'];

it.each([
  ['150.00', 'EUR', 15_000n],
  ['150', 'EUR', 15_000n],
  ['150.5', 'EUR', 15_050n],
  ['0.01', 'EUR', 1n],
  ['0', 'EUR', 0n],
  ['007.10', 'EUR', 710n],
  ['150', 'JPY', 150n],
  ['1.234', 'KWD', 1_234n],
  ['1', 'KWD', 1_000n],
  ['9999999999.9999', 'CLF', 99_999_999_999_999n],
])('parseMoney reads %s %s', (amount, currency, minorUnits) => {
  expect(parseMoney(amount, currency)).toEqual({ minorUnits, currency });
});

describe('formatAmount', () => {
  it.each([
    [15_000n, 'EUR', '150.00'],
    [1n, 'EUR', '0.01'],
    [0n, 'EUR', '0.00'],
    [10n, 'KWD', '0.010'],
    [150n, 'JPY', '150'],
    [-5n, 'EUR', '-0.05'],
    [-15_000n, 'EUR', '-150.00'],
    [-150n, 'JPY', '-150'],
  ])('writes %s of %s as %s', (minorUnits, currency, amount) => {
    expect(formatAmount({ minorUnits, currency })).toBe(amount);
  });

  it('refuses a currency that does not exist', () => {
    expect(() => formatAmount({ minorUnits: 1n, currency: 'ABC' })).toThrow(RangeError);
  });

  it('writes what parseMoney reads back, with all decimals of the currency', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 10n - 1n }),
        fc.constantFrom(...currencies),
        (minorUnits, currency) => {
          const amount = formatAmount({ minorUnits, currency });
          expect(parseMoney(amount, currency)).toEqual({ minorUnits, currency });
          expect(amount.split('.')[1]?.length ?? 0).toBe(currencyDecimals(currency));
        },
      ),
    );
  });
});
