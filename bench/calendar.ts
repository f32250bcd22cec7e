import {
  addWorkingTime,
  closingOfBusinessDay,
  workCalendar,
  WorkCalendarSpec,
} from '../src/calendar/work-calendar';
import { WeeklyWindow } from '../src/calendar/weekly-window';

/*
 * How many response due times one core computes in a second, plan by plan, for receipts spread over ten years. The
 * calendar is looked up by its content each time, as a request does. The first round computes the years.
 * `npm run build:bench`, then: node dist/bench/calendar.js
 */

const RECEIPTS = 500_000;
const FIRST_RECEIPT = Date.UTC(2022, 0, 1);
const TEN_YEARS_MS = Date.UTC(2032, 0, 1) - FIRST_RECEIPT;
const HOUR = 3600;

type DueTime = (receivedAt: Date) => Date;

const berlin = { timeZone: 'Europe/Berlin', holidays: { country: 'DE', state: 'HE' } };
const standard: WorkCalendarSpec = { ...berlin, windows: onDays(5, '09:00', '17:00') };
const premium: WorkCalendarSpec = { ...berlin, windows: onDays(5, '08:00', '18:00') };
const businessHours = { timeZone: 'America/Chicago', holidays: null, windows: onDays(5, '08:00', '17:00') };
const aroundTheClock = { timeZone: 'Europe/Stockholm', holidays: null, windows: onDays(7, '00:00', '24:00') };

const plans: readonly (readonly [string, DueTime])[] = [
  ['it-novum Standard, 12 h', (receivedAt) => addWorkingTime(workCalendar(standard), receivedAt, 12 * HOUR)],
  ['it-novum Premium, 2 h', (receivedAt) => addWorkingTime(workCalendar(premium), receivedAt, 2 * HOUR)],
  ['OP5 Basic, 3 days', (receivedAt) => closingOfBusinessDay(workCalendar(businessHours), receivedAt, 3)],
  ['OP5 Standard, 1 day', (receivedAt) => closingOfBusinessDay(workCalendar(businessHours), receivedAt, 1)],
  ['OP5 Premium, 4 h', (receivedAt) => addWorkingTime(workCalendar(aroundTheClock), receivedAt, 4 * HOUR)],
];

function main(): void {
  const receipts = receiptsInDisorder();
  for (const [name, dueTime] of plans) {
    const first = perSecond(receipts, dueTime);
    const second = perSecond(receipts, dueTime);
    console.log(`${name.padEnd(24)} first round ${first}/s, second round ${second}/s`);
  }
}

function perSecond(receipts: readonly Date[], dueTime: DueTime): string {
  const start = performance.now();
  let latest = 0;
  for (const receivedAt of receipts) latest = Math.max(latest, dueTime(receivedAt).getTime());
  const seconds = (performance.now() - start) / 1000;
  if (latest === 0) throw new Error('nothing was computed');
  return Math.round(receipts.length / seconds).toLocaleString('en');
}

/** The same in every run: a linear congruential generator instead of chance. */
function receiptsInDisorder(): readonly Date[] {
  let state = 1;
  return Array.from({ length: RECEIPTS }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return new Date(FIRST_RECEIPT + Math.floor((state / 2 ** 32) * TEN_YEARS_MS));
  });
}

function onDays(count: number, opens: string, closes: string): readonly WeeklyWindow[] {
  return Array.from({ length: count }, (_, index) => ({ weekday: index + 1, opens, closes }));
}

main();
