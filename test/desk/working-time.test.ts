import fc from 'fast-check';
import { workingMinutes } from '../../desk/src/time/working-time';
import { publicHolidays } from '../../src/calendar/public-holidays';
import { WeeklyWindow } from '../../src/calendar/weekly-window';
import { workCalendar, workingSecondsBetween } from '../../src/calendar/work-calendar';
import { runs } from '../calendar/arbitraries';
import { AROUND_THE_CLOCK, berlin, EVERY_DAY, HESSE, onDays, WORKDAYS } from '../calendar/calendars';

const standard = {
  timeZone: 'Europe/Berlin',
  windows: onDays(WORKDAYS, '09:00', '17:00'),
  holidays: new Set(['2026-12-25']),
};

it.each([
  ['within a window', '2026-11-27 10:00', '2026-11-27 11:30', 90],
  ['over night', '2026-11-26 16:00', '2026-11-27 10:00', 120],
  ['over a weekend', '2026-11-27 16:30', '2026-11-30 09:15', 45],
  ['over a holiday', '2026-12-24 16:00', '2026-12-28 10:00', 120],
  ['a minute that is not complete', '2026-11-27 10:00:00', '2026-11-27 10:00:59', 0],
  ['backwards', '2026-11-27 11:00', '2026-11-27 10:00', 0],
])('the desk counts working time %s', (_name, from, to, minutes) => {
  expect(workingMinutes(berlin(from).getTime(), berlin(to).getTime(), standard)).toBe(minutes);
});

const WINDOWS: readonly (readonly WeeklyWindow[])[] = [
  standard.windows,
  AROUND_THE_CLOCK,
  [...onDays(WORKDAYS, '07:00', '12:00'), ...onDays(EVERY_DAY, '13:30', '24:00')],
];

it('the desk counts the working time that the server counts, in zones with and without changes of clocks', () => {
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata');
  const from = fc.date({ min: new Date('2026-01-02'), max: new Date('2027-11-20'), noInvalidDate: true });
  fc.assert(
    fc.property(
      zone,
      fc.constantFrom(...WINDOWS),
      from,
      fc.nat(20 * 1440),
      (timeZone, windows, start, minutes) => {
        const end = new Date(start.getTime() + minutes * 60_000);
        const calendar = workCalendar({ timeZone, windows, holidays: HESSE });
        const holidays = new Set([2026, 2027].flatMap((year) => [...publicHolidays(HESSE, year)]));
        const seconds = workingSecondsBetween(calendar, start, end);
        expect(workingMinutes(start.getTime(), end.getTime(), { timeZone, windows, holidays })).toBe(
          Math.floor(seconds / 60),
        );
      },
    ),
    runs(150, 5_000),
  );
});
