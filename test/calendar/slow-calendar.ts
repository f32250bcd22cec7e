import { WorkCalendarSpec } from '../../src/calendar/work-calendar';
import { isHolidayInHesse } from './hesse-holidays';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

interface BusinessDayFound {
  readonly date: string;
  closesAt: number;
}

/**
 * The oracle: obvious and slow. It asks Node's own wall clock of the zone, minute by minute, what time it is, and
 * counts second by second. It shares neither offsets nor sums nor the holiday library with the calendar; what it
 * takes for granted is that zones change their clocks at a full minute, as they have since 1973.
 */
export class SlowCalendar {
  private readonly wallClock: Intl.DateTimeFormat;
  private minuteRead = NaN;
  private openInMinuteRead = false;

  constructor(private readonly spec: WorkCalendarSpec) {
    const twoDigits = '2-digit';
    this.wallClock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: spec.timeZone,
      year: 'numeric',
      month: twoDigits,
      day: twoDigits,
      hour: twoDigits,
      minute: twoDigits,
      hourCycle: 'h23',
    });
  }

  isOpenAt(instant: number): boolean {
    const minute = instant - (instant % MINUTE);
    if (minute !== this.minuteRead) {
      this.minuteRead = minute;
      this.openInMinuteRead = this.isOpenBy(this.wallClock.format(instant));
    }
    return this.openInMinuteRead;
  }

  nextOpening(from: number): number {
    let now = from;
    while (!this.isOpenAt(now)) now += SECOND;
    return now;
  }

  add(from: number, seconds: number): number {
    let now = this.nextOpening(from);
    for (let left = seconds; left > 0; now += SECOND) if (this.isOpenAt(now)) left -= 1;
    return now;
  }

  secondsBetween(from: number, to: number): number {
    let seconds = 0;
    for (let now = from; now < to; now += SECOND) if (this.isOpenAt(now)) seconds += 1;
    return seconds;
  }

  closingOfBusinessDay(receivedAt: number, days: number): number {
    const today = this.wallClock.format(receivedAt).slice(0, 10);
    for (let span = 14; ; span *= 2) {
      const found = this.businessDays(receivedAt - 2 * DAY, receivedAt + span * DAY);
      const left = found.filter(
        ({ date, closesAt }) => date > today || (date === today && receivedAt < closesAt),
      );
      if (left.length > days + 1) return left[days]!.closesAt;
    }
  }

  private businessDays(from: number, to: number): readonly BusinessDayFound[] {
    const found = new Map<string, BusinessDayFound>();
    for (let now = from - (from % MINUTE); now < to; now += MINUTE) {
      const reading = this.wallClock.format(now);
      const date = reading.slice(0, 10);
      if (this.isOpenBy(reading)) found.set(date, { date, closesAt: now + MINUTE });
    }
    return [...found.values()].sort((one, other) => (one.date < other.date ? -1 : 1));
  }

  /** The reading is `2026-04-02 16:00`; times of equal length compare as text. */
  private isOpenBy(reading: string): boolean {
    const date = reading.slice(0, 10);
    const time = reading.slice(11);
    const weekday = new Date(date).getUTCDay() || 7;
    if (this.spec.holidays !== null && isHolidayInHesse(date)) return false;
    return this.spec.windows.some(
      (window) => window.weekday === weekday && window.opens <= time && time < window.closes,
    );
  }
}
