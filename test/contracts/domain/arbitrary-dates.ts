import fc from 'fast-check';
import { addDays, LocalDate, localDate } from '../../../src/shared/domain/local-date';

/** How often a property is tried: the long form by AMBIT_LONG=1. */
export const TRIES = process.env.AMBIT_LONG === '1' ? 5_000 : 500;

/** Dates of 2020 to 2035; every third one is the end of a month, where the months differ. */
export const anyDate: fc.Arbitrary<LocalDate> = fc.oneof(
  { weight: 2, arbitrary: fc.nat(5_843).map((days) => addDays(localDate('2020-01-01'), days)) },
  {
    weight: 1,
    arbitrary: fc
      .record({ year: fc.integer({ min: 2020, max: 2035 }), month: fc.nat(11) })
      .map(({ year, month }) => addDays(firstOfNextMonth(year, month), -1)),
  },
);

function firstOfNextMonth(year: number, month: number): LocalDate {
  const text = month === 11 ? `${year + 1}-01-01` : `${year}-${String(month + 2).padStart(2, '0')}-01`;
  return localDate(text);
}
