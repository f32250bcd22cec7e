import fc from 'fast-check';
import { WeeklyWindow } from '../../src/calendar/weekly-window';
import { WorkCalendarSpec } from '../../src/calendar/work-calendar';
import { offsetsOfYear } from '../../src/calendar/working-year';
import { AROUND_THE_CLOCK, EVERY_DAY, HESSE, onDays, STANDARD_SPEC } from './calendars';

const SECOND = 1000;

/** How often a property is tried: seldom in every test run, often with AMBIT_LONG=1. */
export function runs(usual: number, long: number): { numRuns: number } {
  return { numRuns: process.env.AMBIT_LONG === '1' ? long : usual };
}

export const LONG_RUN_MS = 3_600_000;

/** Zones that change their clocks at midnight, by half an hour, the other way round, by a whole day, or never. */
const REMARKABLE_ZONES = [
  'Europe/Berlin',
  'Europe/Stockholm',
  'America/Chicago',
  'America/Havana',
  'Africa/Cairo',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Europe/Dublin',
  'Africa/Casablanca',
  'Asia/Gaza',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
];

const zone = fc.oneof(
  fc.constantFrom(...REMARKABLE_ZONES),
  fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
);

/** Minutes of a day, more often than not in the hours in which clocks are changed. */
const minute = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.integer({ min: 0, max: 10 }).map((n) => n * 30),
  fc.constantFrom(0, 1380, 1440),
);

/** Cuts the day at some minutes and opens some of the pieces: several windows, some of them touching. */
const windowsOfDay = (weekday: number): fc.Arbitrary<readonly WeeklyWindow[]> =>
  fc
    .tuple(
      fc.uniqueArray(minute, { minLength: 2, maxLength: 5 }),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    )
    .map(([cuts, opened]) => {
      const ascending = [...cuts].sort((one, other) => one - other);
      const pieces = ascending
        .slice(1)
        .map((to, index) => ({ from: ascending[index]!, to, open: opened[index]! }));
      return pieces
        .filter((piece) => piece.open)
        .map(({ from, to }) => ({ weekday, opens: clockTime(from), closes: clockTime(to) }));
    });

const anyWindows = fc.tuple(...EVERY_DAY.map(windowsOfDay)).map((days) => days.flat());

/** At least two hours a week, or the oracle would have to walk for ever. */
const windows = fc.oneof(
  { weight: 4, arbitrary: anyWindows.filter((some) => minutesAWeek(some) >= 120) },
  { weight: 1, arbitrary: fc.constant(AROUND_THE_CLOCK) },
  { weight: 1, arbitrary: fc.constantFrom(STANDARD_SPEC.windows, onDays(EVERY_DAY, '02:30', '10:00')) },
);

export const spec: fc.Arbitrary<WorkCalendarSpec> = fc.record({
  timeZone: zone,
  windows,
  holidays: fc.constantFrom(null, HESSE),
});

const anyInstant = fc.integer({ min: Date.UTC(1973, 0, 10) / SECOND, max: Date.UTC(2037, 10) / SECOND });

/** Whole seconds: anywhere in 64 years, or near a change of the clocks, a year's end, a leap day, a holiday. */
export function instantFor(timeZone: string): fc.Arbitrary<Date> {
  const year = fc.integer({ min: 1974, max: 2036 });
  const nearEvent = fc
    .tuple(year, fc.nat(), fc.integer({ min: -2 * 86_400, max: 86_400 }))
    .map(([theYear, which, seconds]) => {
      const events = eventsOf(timeZone, theYear);
      return events[which % events.length]! / SECOND + seconds;
    });
  return fc.oneof(anyInstant, nearEvent, nearEvent).map((seconds) => new Date(seconds * SECOND));
}

export const specAndInstant = spec.chain((theSpec) =>
  fc.record({ spec: fc.constant(theSpec), from: instantFor(theSpec.timeZone) }),
);

/** An amount that the oracle can walk through: a day of open seconds, or what a week holds, if that is less. */
export const specInstantAndAmount = specAndInstant.chain((chosen) => {
  const most = Math.min(minutesAWeek(chosen.spec.windows) * 60, 86_400);
  const quarterHours = fc.integer({ min: 0, max: Math.floor(most / 900) }).map((quarters) => quarters * 900);
  const seconds = fc.oneof(fc.integer({ min: 0, max: most }), quarterHours);
  return fc.record({ spec: fc.constant(chosen.spec), from: fc.constant(chosen.from), seconds });
});

function eventsOf(timeZone: string, year: number): readonly number[] {
  const changes = offsetsOfYear(timeZone, year)
    .slice(1)
    .map((stretch) => stretch.from);
  const days = ['01-01', '02-28', '03-01', '04-03', '05-01', '06-04', '10-03', '12-24', '12-31'];
  return [...changes, ...changes, ...changes, ...days.map((day) => Date.parse(`${year}-${day}T12:00Z`))];
}

function clockTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function minutesAWeek(some: readonly WeeklyWindow[]): number {
  const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return some.reduce((sum, { opens, closes }) => sum + minutesOf(closes) - minutesOf(opens), 0);
}
