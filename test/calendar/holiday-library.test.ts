import { isOpen, workCalendar } from '../../src/calendar/work-calendar';
import { AROUND_THE_CLOCK, HESSE, onDays, utc, WORKDAYS } from './calendars';

const mockLoaded = jest.fn();
const mockAsked = jest.fn();

jest.mock('date-holidays', () => {
  mockLoaded();
  const Library = jest.requireActual<typeof import('date-holidays').default>('date-holidays');
  return class extends Library {
    override getHolidays(year: number) {
      mockAsked(year);
      return super.getHolidays(year);
    }
  };
});

const summer = Array.from(
  { length: 100 },
  (_, hour) => new Date(utc('2026-06-01 00:00').getTime() + hour * 3_600_000),
);

test('the holiday library is loaded when it is needed, and asked once a region and year', () => {
  const without = workCalendar({ timeZone: 'Europe/Berlin', windows: AROUND_THE_CLOCK, holidays: null });
  for (const instant of summer) isOpen(without, instant);
  const withHolidays = workCalendar({
    timeZone: 'Europe/Berlin',
    windows: AROUND_THE_CLOCK,
    holidays: HESSE,
  });
  expect(mockLoaded).not.toHaveBeenCalled();

  for (const instant of summer) isOpen(withHolidays, instant);
  const windows = onDays(WORKDAYS, '09:00', '17:00');
  const another = workCalendar({ timeZone: 'Europe/Vienna', windows, holidays: HESSE });
  for (const instant of summer) isOpen(another, instant);
  expect(mockLoaded).toHaveBeenCalledTimes(1);
  const yearsAsked = mockAsked.mock.calls.flat() as number[];
  expect(yearsAsked).toContain(2026);
  expect(new Set(yearsAsked).size).toBe(yearsAsked.length);
});
