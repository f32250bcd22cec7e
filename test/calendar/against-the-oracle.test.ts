import fc from 'fast-check';
import {
  addWorkingTime,
  closingOfBusinessDay,
  isOpen,
  nextOpening,
  workCalendar,
  workingSecondsBetween,
} from '../../src/calendar/work-calendar';
import { LONG_RUN_MS, runs, specAndInstant, specInstantAndAmount } from './arbitraries';
import { SlowCalendar } from './slow-calendar';

jest.setTimeout(LONG_RUN_MS);

test('the calendar agrees with a clock that is watched second by second, when working time is added', () => {
  fc.assert(
    fc.property(specInstantAndAmount, ({ spec, from, seconds }) => {
      const due = addWorkingTime(workCalendar(spec), from, seconds);
      expect(due).toEqual(new Date(new SlowCalendar(spec).add(from.getTime(), seconds)));
    }),
    runs(50, 10_000),
  );
});

test('the calendar agrees with a clock that is watched second by second, when working time is measured', () => {
  fc.assert(
    fc.property(specAndInstant, fc.integer({ min: 0, max: 4 * 86_400 }), ({ spec, from }, span) => {
      const to = new Date(from.getTime() + span * 1000);
      const measured = workingSecondsBetween(workCalendar(spec), from, to);
      expect(measured).toBe(new SlowCalendar(spec).secondsBetween(from.getTime(), to.getTime()));
    }),
    runs(50, 10_000),
  );
});

test('the calendar agrees with a clock that is watched second by second, on whether it is open and when it opens next', () => {
  fc.assert(
    fc.property(specAndInstant, ({ spec, from }) => {
      const slow = new SlowCalendar(spec);
      expect(isOpen(workCalendar(spec), from)).toBe(slow.isOpenAt(from.getTime()));
      expect(nextOpening(workCalendar(spec), from)).toEqual(new Date(slow.nextOpening(from.getTime())));
    }),
    runs(100, 10_000),
  );
});

test('the calendar agrees with a clock that is watched second by second, on when a business day closes', () => {
  fc.assert(
    fc.property(specAndInstant, fc.integer({ min: 0, max: 5 }), ({ spec, from }, days) => {
      const due = closingOfBusinessDay(workCalendar(spec), from, days);
      const expected = new SlowCalendar(spec).closingOfBusinessDay(from.getTime(), days);
      expect(due).toEqual(new Date(expected));
    }),
    runs(20, 2_000),
  );
});
