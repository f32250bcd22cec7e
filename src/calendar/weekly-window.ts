/** A stretch of one weekday that the wall clock shows, half-open: it contains `opens` and not `closes`. Domain section 9. */
export interface WeeklyWindow {
  /** ISO weekday: 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** `HH:MM`, 00:00 to 23:59. */
  readonly opens: string;
  /** `HH:MM`, later than `opens`; 24:00 is the end of the day. Around the clock is 00:00 to 24:00 on all seven days. */
  readonly closes: string;
}

/** A stretch of a day in minutes that the wall clock shows since 00:00, half-open. */
export interface WallInterval {
  readonly from: number;
  readonly to: number;
}

const CLOCK_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MINUTES_A_DAY = 1440;

/** Everything that is wrong with the windows, in plain English with the place of each; empty where nothing is. */
export function validateWeeklyWindows(windows: readonly WeeklyWindow[]): readonly string[] {
  const faults = windows.flatMap((window, index) =>
    faultsOf(window).map((fault) => `window ${index + 1}: ${fault}`),
  );
  return faults.length > 0 ? faults : overlapsOf(windows);
}

/**
 * What is open on a weekday, in the order of the clock. Windows that touch become one, so that a closing is always
 * an instant at which the day really closes. Expects windows that `validateWeeklyWindows` finds no fault with.
 */
export function wallIntervalsOf(windows: readonly WeeklyWindow[], weekday: number): readonly WallInterval[] {
  return sortedIntervals(windows, weekday).reduce<WallInterval[]>((merged, next) => {
    const last = merged.at(-1);
    if (last?.to !== next.from) return [...merged, next];
    return [...merged.slice(0, -1), { from: last.from, to: next.to }];
  }, []);
}

/** Whether the one's windows are open whenever the other's are, on the same clock. Expects windows without faults. */
export function coversWeek(wide: readonly WeeklyWindow[], narrow: readonly WeeklyWindow[]): boolean {
  return [1, 2, 3, 4, 5, 6, 7].every((weekday) => {
    const open = wallIntervalsOf(wide, weekday);
    return wallIntervalsOf(narrow, weekday).every(({ from, to }) =>
      open.some((each) => each.from <= from && to <= each.to),
    );
  });
}

function faultsOf({ weekday, opens, closes }: WeeklyWindow): readonly string[] {
  const faults: string[] = [];
  const from = minutesOf(opens);
  const to = closes === '24:00' ? MINUTES_A_DAY : minutesOf(closes);
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7)
    faults.push(`weekday ${weekday} is not from 1 to 7`);
  if (from === null) faults.push(`opens at "${opens}", which is not a time from 00:00 to 23:59`);
  if (to === null) faults.push(`closes at "${closes}", which is not a time from 00:01 to 24:00`);
  if (from !== null && to !== null && to <= from) faults.push(`closes at ${closes}, not after ${opens}`);
  return faults;
}

function overlapsOf(windows: readonly WeeklyWindow[]): readonly string[] {
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    const intervals = sortedIntervals(windows, weekday);
    const overlaps = intervals.some(
      (interval, index) => index > 0 && interval.from < intervals[index - 1]!.to,
    );
    return overlaps ? [`the windows of weekday ${weekday} overlap`] : [];
  });
}

function sortedIntervals(windows: readonly WeeklyWindow[], weekday: number): readonly WallInterval[] {
  return windows
    .filter((window) => window.weekday === weekday)
    .map((window) => ({ from: minutesOf(window.opens) ?? 0, to: minutesOf(window.closes) ?? MINUTES_A_DAY }))
    .sort((one, other) => one.from - other.from);
}

function minutesOf(clockTime: string): number | null {
  const match = CLOCK_TIME.exec(clockTime);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}
