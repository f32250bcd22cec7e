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

/** Why a month cannot be closed; null where it can. */
export type CloseRefusal = string | null;

/**
 * May the month be closed? It is over, and none is left open between it and the last closed one: what is recorded late
 * for a closed month appears at the end of all that is closed. Domain section 6.
 */
export function refuseToClose(
  month: BillingMonth,
  closedMonths: readonly BillingMonth[],
  now: Date,
): CloseRefusal {
  if (now < month.endsAt) return `${month.month} is not over: it ends at ${month.endsAt.toISOString()}.`;
  const last = closedMonths.reduce<BillingMonth | null>(
    (latest, each) => (latest !== null && each.endsAt < latest.endsAt ? latest : each),
    null,
  );
  if (last === null) return null;
  if (last.timeZone !== month.timeZone) {
    return `${last.month} was closed on the clock of ${last.timeZone}. Set BILLING_TIME_ZONE to it again.`;
  }
  if (month.startsAt <= last.endsAt) return null;
  return `Close ${dateAt(last.endsAt, last.timeZone).slice(0, 7)} first: ${last.month} is the last closed month.`;
}
