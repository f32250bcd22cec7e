import { Plan } from '../../catalog/domain/plan';
import { addDays, addMonths, LocalDate } from '../../shared/domain/local-date';
import { DatePeriod } from '../../shared/domain/period';

/** What renewal and notice are computed from. Dates are in the provider's time zone. */
export interface Term {
  readonly activatesOn: LocalDate;
  readonly termMonths: number;
}

/** The n-th renewal is n terms after the activation, each counted from the activation itself. Domain section 2. */
export function renewalDate(term: Term, n: number): LocalDate {
  return addMonths(term.activatesOn, n * term.termMonths);
}

/**
 * The number of the first renewal after a date: the least n ≥ 1 with renewal n > date. A renewal date itself already
 * belongs to the term that it begins.
 */
function nextRenewalNumber(term: Term, after: LocalDate): number {
  const n = Math.max(1, Math.floor(calendarMonthsBetween(term.activatesOn, after) / term.termMonths));
  return renewalDate(term, n) > after ? n : n + 1;
}

/** The first renewal date after the given date. */
export function nextRenewal(term: Term, after: LocalDate): LocalDate {
  return renewalDate(term, nextRenewalNumber(term, after));
}

/**
 * The last day on which a notice still keeps the contract from renewing on the date. Where no days of notice are agreed
 * it is the day before: the renewal date belongs to the next term.
 */
export function noticeDeadline(renewsOn: LocalDate, noticeDays: number): LocalDate {
  return addDays(renewsOn, -atLeastOneDay(noticeDays));
}

/** The renewal date at which a notice ends the contract: the first whose deadline is not before the day of receipt. */
export function endOfNotice(term: Term, receivedOn: LocalDate, noticeDays: number): LocalDate {
  return nextRenewal(term, addDays(receivedOn, atLeastOneDay(noticeDays) - 1));
}

function atLeastOneDay(noticeDays: number): number {
  return Math.max(1, noticeDays);
}

/** How many times the calendar turns to a new month from one date to the other. */
function calendarMonthsBetween(from: LocalDate, to: LocalDate): number {
  return monthsOf(to) - monthsOf(from);
}

function monthsOf(date: LocalDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

/** The last day on which the first contact may still be designated; without one the contract is overdue after it. */
export function contactsDueOn(orderReceivedOn: LocalDate, plan: Plan): LocalDate {
  return addDays(orderReceivedOn, plan.terms.contactsDueDays);
}

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

const YEARS_AHEAD = 50;

/** The last date that can be planned for or asked about: far beyond any contract, and near enough to be computed. */
export function planningHorizon(today: LocalDate): LocalDate {
  return addMonths(today, 12 * YEARS_AHEAD);
}
