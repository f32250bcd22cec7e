import { LocalDate } from './local-date';

/** A half-open stretch of time: contains its first instant and not its last; without `to` it goes on. Domain section 9. */
export interface Period {
  readonly from: Date;
  readonly to: Date | null;
}

/** A half-open stretch of calendar dates. */
export interface DatePeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Whether from ≤ instant < to; a period without `to` never ends. */
export function contains(period: Period, instant: Date): boolean {
  return period.from <= instant && (period.to === null || instant < period.to);
}
