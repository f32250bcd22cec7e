import { addMonths } from '../../shared/domain/local-date';
import { DatePeriod } from '../../shared/domain/period';
import { invalidInput, Refused } from '../../shared/domain/refusal';

const MOST_YEARS = 5;

/** Throws Refused (INVALID_INPUT) on a period that is empty or longer than 5 years. */
export function checkReportPeriod({ from, to }: DatePeriod): void {
  if (from >= to)
    throw new Refused([invalidInput(`from (${from}) must be a day before to (${to}).`, ['from'])]);
  const last = addMonths(from, 12 * MOST_YEARS);
  if (to > last)
    throw new Refused([
      invalidInput(`to must not be after ${last}, ${MOST_YEARS} years from ${from}.`, ['to']),
    ]);
}
