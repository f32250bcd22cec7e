import { DateTime } from 'luxon';
import { WeeklyWindow } from '../../src/calendar/weekly-window';
import { workCalendar, WorkCalendarSpec } from '../../src/calendar/work-calendar';

export const WORKDAYS = [1, 2, 3, 4, 5];
export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export function onDays(weekdays: readonly number[], opens: string, closes: string): readonly WeeklyWindow[] {
  return weekdays.map((weekday) => ({ weekday, opens, closes }));
}

export const HESSE = { country: 'DE', state: 'HE' };
export const AROUND_THE_CLOCK = onDays(EVERY_DAY, '00:00', '24:00');

export const STANDARD_SPEC: WorkCalendarSpec = {
  timeZone: 'Europe/Berlin',
  windows: onDays(WORKDAYS, '09:00', '17:00'),
  holidays: HESSE,
};

export const standard = workCalendar(STANDARD_SPEC);
export const premium = workCalendar({ ...STANDARD_SPEC, windows: onDays(WORKDAYS, '08:00', '18:00') });

/** No holidays. */
export function open(timeZone: string, windows: readonly WeeklyWindow[]) {
  return workCalendar({ timeZone, windows, holidays: null });
}

export const businessHoursOf = (timeZone: string) => open(timeZone, onDays(WORKDAYS, '08:00', '17:00'));

/** What the wall clock shows, as `2026-04-02 16:00`; of a repeated hour the first pass. */
export function at(timeZone: string, wallTime: string): Date {
  const time = DateTime.fromSQL(wallTime, { zone: timeZone });
  if (!time.isValid) throw new Error(`not a time: ${wallTime}`);
  return time.getPossibleOffsets()[0]!.toJSDate();
}

export const berlin = (wallTime: string) => at('Europe/Berlin', wallTime);
export const utc = (wallTime: string) => at('UTC', wallTime);
