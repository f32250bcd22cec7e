import fc from 'fast-check';
import {
  addWorkingTime,
  closingOfBusinessDay,
  isOpen,
  nextOpening,
  workCalendar,
  workingSecondsBetween,
} from '../../src/calendar/work-calendar';
import { instantFor, LONG_RUN_MS, runs, spec, specAndInstant } from './arbitraries';

jest.setTimeout(LONG_RUN_MS);

/** Up to a year of hours, in any calendar; and a receipt that need not fall on a full second. */
const seconds = fc.integer({ min: 0, max: 8_000_000 });
const milliseconds = fc.integer({ min: 0, max: 999 });

const cases = fc.tuple(specAndInstant, seconds, milliseconds).map(([chosen, amount, ms]) => ({
  calendar: workCalendar(chosen.spec),
  from: new Date(chosen.from.getTime() + ms),
  amount,
}));

test('measuring from the receipt to the due time gives back the amount', () => {
  fc.assert(
    fc.property(cases, ({ calendar, from, amount }) => {
      expect(workingSecondsBetween(calendar, from, addWorkingTime(calendar, from, amount))).toBe(amount);
    }),
    runs(150, 20_000),
  );
});

test('the due time grows with the amount, by at least as many real seconds', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 100_000 }), ({ calendar, from, amount }, more) => {
      const due = addWorkingTime(calendar, from, amount);
      const later = addWorkingTime(calendar, from, amount + more);
      expect(later.getTime() - due.getTime()).toBeGreaterThanOrEqual(amount === 0 ? more : more * 1000);
    }),
    runs(100, 10_000),
  );
});

test('amounts that follow each other are one amount', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 100_000 }), ({ calendar, from, amount }, more) => {
      const inTwoSteps = addWorkingTime(calendar, addWorkingTime(calendar, from, amount), more);
      expect(inTwoSteps).toEqual(addWorkingTime(calendar, from, amount + more));
    }),
    runs(100, 10_000),
  );
});

test('an amount of zero gives the next opening, which is open', () => {
  fc.assert(
    fc.property(cases, ({ calendar, from }) => {
      const opening = nextOpening(calendar, from)!;
      expect(addWorkingTime(calendar, from, 0)).toEqual(opening);
      expect(isOpen(calendar, opening)).toBe(true);
      expect(workingSecondsBetween(calendar, from, opening)).toBe(0);
    }),
    runs(100, 10_000),
  );
});

test('before a due time it is open', () => {
  fc.assert(
    fc.property(cases, ({ calendar, from, amount }) => {
      const due = addWorkingTime(calendar, from, amount + 1);
      expect(isOpen(calendar, new Date(due.getTime() - 1))).toBe(true);
    }),
    runs(100, 10_000),
  );
});

test('a business day closes where an open time ends, later with every day', () => {
  fc.assert(
    fc.property(cases, fc.nat(400), ({ calendar, from }, days) => {
      const closing = closingOfBusinessDay(calendar, from, days);
      expect(isOpen(calendar, new Date(closing.getTime() - 1))).toBe(true);
      expect(closingOfBusinessDay(calendar, from, days + 1).getTime()).toBeGreaterThan(closing.getTime());
    }),
    runs(60, 10_000),
  );
});

test('working time is additive, however far apart the instants are', () => {
  const three = spec.chain((theSpec) =>
    fc.tuple(
      fc.constant(workCalendar(theSpec)),
      fc.array(instantFor(theSpec.timeZone), { minLength: 3, maxLength: 3 }),
    ),
  );
  fc.assert(
    fc.property(three, ([calendar, instants]) => {
      const [first, second, third] = [...instants].sort((one, other) => one.getTime() - other.getTime());
      const inParts =
        workingSecondsBetween(calendar, first!, second!) + workingSecondsBetween(calendar, second!, third!);
      expect(workingSecondsBetween(calendar, first!, third!)).toBe(inParts);
    }),
    runs(5, 500),
  );
});
