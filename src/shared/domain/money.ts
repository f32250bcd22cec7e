import { currencyDecimals } from './currency';

/** An amount in the smallest unit of its currency (cents for EUR, yen for JPY). Never below zero here. */
export interface Money {
  readonly minorUnits: bigint;
  /** ISO 4217. */
  readonly currency: string;
}

/** Whole digits that an amount may have before the point, so that every product of ours fits a 64-bit column. */
const MAX_WHOLE_DIGITS = 10;

const PLAIN_DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/**
 * The money that a plain decimal such as "150.00" means in a currency. Null where it cannot be said exactly: more
 * decimals than the currency has, more than 10 digits before the point, no plain decimal, no such currency.
 */
export function parseMoney(amount: string, currency: string): Money | null {
  const decimals = currencyDecimals(currency);
  const [, whole, fraction = ''] = PLAIN_DECIMAL.exec(amount) ?? [];
  if (decimals === null || whole === undefined) return null;
  if (whole.length > MAX_WHOLE_DIGITS || fraction.length > decimals) return null;
  return { minorUnits: BigInt(whole + fraction.padEnd(decimals, '0')), currency };
}

/** The amount with all decimals of its currency, "150.00". Throws RangeError on a currency that does not exist. */
export function formatAmount({ minorUnits, currency }: Money): string {
  const decimals = currencyDecimals(currency);
  if (decimals === null) throw new RangeError(`not a currency: ${currency}`);
  if (decimals === 0) return String(minorUnits);
  const digits = String(minorUnits).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
