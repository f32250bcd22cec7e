import { addDays, addMonths, LocalDate } from '../../shared/domain/local-date';

/** What renewal and notice are reckoned from. Dates are in the provider's time zone. */
export interface Term {
  readonly activatesOn: LocalDate;
  readonly termMonths: number;
}

/** The n-th renewal is n terms after the activation, each counted from the activation itself. Domain section 2. */
export function renewalDate(term: Term, n: number): LocalDate {
  return addMonths(term.activatesOn, n * term.termMonths);
}

/** The first renewal date after the given date. A renewal date itself already belongs to the term it begins. */
export function nextRenewal(term: Term, after: LocalDate): LocalDate {
  return firstRenewal(term, (renewal) => renewal > after);
}

/** The last day on which a notice still keeps the contract from renewing on the date. */
export function noticeDeadline(renewsOn: LocalDate, noticeDays: number): LocalDate {
  return addDays(renewsOn, -noticeDays);
}

/** The renewal date at which a notice ends the contract: the first whose deadline is not before the day of receipt. */
export function endOfNotice(term: Term, receivedOn: LocalDate, noticeDays: number): LocalDate {
  return firstRenewal(term, (renewal) => receivedOn <= noticeDeadline(renewal, noticeDays));
}

function firstRenewal(term: Term, suits: (renewal: LocalDate) => boolean): LocalDate {
  let n = 1;
  while (!suits(renewalDate(term, n))) n += 1;
  return renewalDate(term, n);
}
