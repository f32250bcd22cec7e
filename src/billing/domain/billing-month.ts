import { addMonths, parseLocalDate, startOfDate } from '../../shared/domain/local-date';

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
