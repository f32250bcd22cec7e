import { validateWeeklyWindows, WeeklyWindow } from '../../calendar/weekly-window';
import { WEEKDAYS, WindowEntry } from './catalog-file.schema';
import { RuleFault } from './rule-fault';
import { Part } from './well-formed-part';

/** One window for each day that an entry of the file names. */
export function weeklyWindowsOf({ days, opens, closes }: WindowEntry): readonly WeeklyWindow[] {
  return days.map((day) => ({ weekday: WEEKDAYS.indexOf(day) + 1, opens, closes }));
}

/** What is wrong with service windows: with each for itself, and between those with which nothing is. */
export function windowFaults(entries: readonly (Part<WindowEntry> | undefined)[]): readonly RuleFault[] {
  const checked = entries.map((entry) => {
    const window = isWhole(entry) ? entry : null;
    return { window, messages: window === null ? [] : timeFaults(window) };
  });
  const own = checked.flatMap(({ messages }, index) =>
    messages.map((message) => ({ path: [index], message })),
  );
  const sound = checked.flatMap(({ window, messages }) =>
    window === null || messages.length > 0 ? [] : weeklyWindowsOf(window),
  );
  return [...own, ...validateWeeklyWindows(sound).map((message) => ({ path: [], message }))];
}

/** Whether an entry of the file has all its values. */
export function isWhole(entry: Part<WindowEntry> | undefined): entry is WindowEntry {
  const isComplete = entry?.opens !== undefined && entry.closes !== undefined;
  return isComplete && entry.days !== undefined && !entry.days.includes(undefined);
}

/** The times are the same on all days of an entry, so that they are checked once. */
function timeFaults({ opens, closes }: WindowEntry): readonly string[] {
  return validateWeeklyWindows([{ weekday: 1, opens, closes }]).map((fault) =>
    fault.replace('window 1: ', ''),
  );
}
