import { DateTime } from 'luxon';

/** Six weeks. */
const DAYS_TO_ANSWER = 42;

/**
 * When an incident closes by itself that waits for the customer since an instant: at the same local time six weeks
 * later, in the contract's time zone. Domain section 4.
 */
export function closesUnansweredAt(since: Date, timeZone: string): Date {
  return DateTime.fromJSDate(since, { zone: timeZone }).plus({ days: DAYS_TO_ANSWER }).toJSDate();
}
