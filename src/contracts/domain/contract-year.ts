import { addMonths, LocalDate } from '../../shared/domain/local-date';
import { DatePeriod } from '../../shared/domain/period';

/** Twelve months of a contract, counted from its activation: number 1 is the first. Domain section 1. */
export interface ContractYear extends DatePeriod {
  readonly number: number;
}

/** Year n is [activation + 12(n−1) months, activation + 12n months), each counted from the activation itself. */
export function contractYear(activatesOn: LocalDate, number: number): ContractYear {
  return { number, from: addMonths(activatesOn, 12 * (number - 1)), to: addMonths(activatesOn, 12 * number) };
}

/** The contract year that a date lies in; null before the activation. Dates are in the provider's time zone. */
export function contractYearOn(activatesOn: LocalDate, date: LocalDate): ContractYear | null {
  if (date < activatesOn) return null;
  const calendarYears = Number(date.slice(0, 4)) - Number(activatesOn.slice(0, 4));
  const year = contractYear(activatesOn, calendarYears + 1);
  return date < year.from ? contractYear(activatesOn, calendarYears) : year;
}
