import { Decision, failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { addMonths, dateAt, parseLocalDate, startOfDate } from '../../shared/domain/local-date';

/** A calendar month on the clock of billing. */
export interface BillingMonth {
  /** `2026-10` */
  readonly month: string;
  readonly timeZone: string;
  readonly startsAt: Date;
  /** Exclusive. */
  readonly endsAt: Date;
}

/** The month of a name such as 2026-10 in a time zone; null for a text that names none. */
export function billingMonth(name: string, timeZone: string): BillingMonth | null {
  const firstDay = parseLocalDate(`${name}-01`);
  if (firstDay === null) return null;
  const startsAt = startOfDate(firstDay, timeZone);
  return { month: name, timeZone, startsAt, endsAt: startOfDate(addMonths(firstDay, 1), timeZone) };
}

/** The month in which an instant lies, on the clock of a time zone. */
export function monthAt(instant: Date, timeZone: string): BillingMonth {
  return billingMonth(dateAt(instant, timeZone).slice(0, 7), timeZone)!;
}

/**
 * The month to be closed next: the one after the last closed month, on its clock. Where none is closed, that in which the
 * first row counts, and without rows the present one.
 */
export function openMonth(
  closedMonths: readonly BillingMonth[],
  firstRowAt: Date | null,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): BillingMonth {
  const last = lastOf(closedMonths);
  return last === null ? monthAt(firstRowAt ?? now, timeZone) : monthAt(last.endsAt, last.timeZone);
}

/**
 * May the month be closed? It is over, and none is left open between it and the last closed one: what is recorded late
 * for a closed month appears at the end of all that is closed. Domain section 6.
 */
export function decideCloseMonth(
  month: BillingMonth,
  closedMonths: readonly BillingMonth[],
  now: Date,
): Decision {
  return [decideOver(month, now), decideNext(month, closedMonths)];
}

function decideOver({ month, endsAt }: BillingMonth, now: Date): RuleOutcome {
  if (endsAt <= now) return passed('INVALID_STATE', `${month} is over.`);
  return notNow(`${month} is not over: it ends at ${endsAt.toISOString()}.`);
}

function decideNext(month: BillingMonth, closedMonths: readonly BillingMonth[]): RuleOutcome {
  const last = lastOf(closedMonths);
  if (last === null) return passed('INVALID_STATE', 'No month is closed.');
  if (last.timeZone !== month.timeZone) {
    return notNow(
      `${last.month} was closed on the clock of ${last.timeZone}. Set BILLING_TIME_ZONE to it again.`,
    );
  }
  if (month.startsAt <= last.endsAt) return passed('INVALID_STATE', 'No month before it is open.');
  const next = monthAt(last.endsAt, last.timeZone).month;
  return notNow(`Close ${next} first: ${last.month} is the last closed month.`);
}

function lastOf(months: readonly BillingMonth[]): BillingMonth | null {
  return months.reduce<BillingMonth | null>(
    (latest, each) => (latest !== null && each.endsAt < latest.endsAt ? latest : each),
    null,
  );
}

function notNow(message: string): RuleOutcome {
  return failedRule('INVALID_STATE', message, ['input', 'month']);
}
