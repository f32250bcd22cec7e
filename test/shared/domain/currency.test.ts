import { currencyDecimals } from '../../../src/shared/domain/currency';

describe('currencyDecimals', () => {
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
  ])('knows %s with %d decimals', (code, decimals) => {
    expect(currencyDecimals(code)).toBe(decimals);
  });

  it.each(['eur', 'EURO', 'EU', '', 'XAU', 'XXX', 'DEM', 'toString', 'ABC'])('does not know %j', (code) => {
    expect(currencyDecimals(code)).toBeNull();
  });

  it('knows every currency that Intl knows and that is in use', () => {
    // No longer in the list, or without a minor unit.
    const gone = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'XDR', 'XSU', 'ZWL'];
    const unknown = Intl.supportedValuesOf('currency').filter((code) => currencyDecimals(code) === null);
    expect(unknown.filter((code) => !gone.includes(code))).toEqual([]);
  });
});
