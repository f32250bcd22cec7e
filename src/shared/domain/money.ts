/**
 * ISO 4217 by the number of decimals: money and funds codes in use, list of 1 January 2026. Codes without a minor unit
 * (gold, testing) are no currency here. Not taken from Intl, which follows everyday use (0 for HUF) and not the standard.
 */
const CODES_BY_DECIMALS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
    COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
    MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
    STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const DECIMALS: ReadonlyMap<string, number> = new Map(
  Object.entries(CODES_BY_DECIMALS).flatMap(([decimals, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(decimals)] as const),
  ),
);

/** How many decimals amounts of the currency have; null where there is no such currency. Codes are in capitals. */
export function currencyDecimals(code: string): number | null {
  return DECIMALS.get(code) ?? null;
}

/** An amount in the smallest unit of its currency (cents for EUR, yen for JPY). Below zero only where it is credited. */
export interface Money {
  readonly minorUnits: bigint;
  /** ISO 4217. */
  readonly currency: string;
}

/** Whole digits that an amount may have before the point, so that every product that is computed fits a 64-bit column. */
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

/** The amount with all decimals of its currency, "150.00" or "-0.05". Throws RangeError on a currency that does not exist. */
export function formatAmount({ minorUnits, currency }: Money): string {
  const decimals = currencyDecimals(currency);
  if (decimals === null) throw new RangeError(`not a currency: ${currency}`);
  if (decimals === 0) return String(minorUnits);
  const sign = minorUnits < 0n ? '-' : '';
  const digits = String(minorUnits < 0n ? -minorUnits : minorUnits).padStart(decimals + 1, '0');
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
