/** When support works, as the API tells it: weekly windows on a clock, without the public holidays. */
export interface WorkingHours {
  readonly timeZone: string;
  readonly windows: readonly { readonly weekday: number; readonly opens: string; readonly closes: string }[];
  /** Dates such as "2026-12-25". */
  readonly holidays: ReadonlySet<string>;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** Whole minutes inside the working hours of [from, to); 0 where `to` does not lie after `from`. */
export function workingMinutes(from: number, to: number, hours: WorkingHours): number {
  let total = 0;
  const last = dateOf(to, hours.timeZone);
  for (let date = dateOf(from, hours.timeZone); date <= last; date = dayAfter(date)) {
    if (hours.holidays.has(date)) continue;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    for (const window of hours.windows) {
      if (window.weekday !== weekday) continue;
      const opens = Math.max(from, instantOf(date, window.opens, hours.timeZone));
      const closes = Math.min(to, instantOf(date, window.closes, hours.timeZone));
      if (closes > opens) total += closes - opens;
    }
  }
  return Math.floor(total / MINUTE);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    ...{
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    },
  });
  formats.set(timeZone, format);
  return format;
}

/** What a clock of the zone shows, read as if it were UTC. */
function shownAt(at: number, timeZone: string): number {
  return Date.parse(`${formatOf(timeZone).format(at).replace(' ', 'T')}Z`);
}

function dateOf(at: number, timeZone: string): string {
  return formatOf(timeZone).format(at).slice(0, 10);
}

/** The instant at which a clock of the zone shows this time; "24:00" is the end of the day. */
function instantOf(date: string, time: string, timeZone: string): number {
  const [hour, minute] = time.split(':').map(Number);
  const wanted = Date.parse(`${date}T00:00:00Z`) + (hour! * 60 + minute!) * MINUTE;
  const first = wanted - (shownAt(wanted, timeZone) - wanted);
  // Once more, with the offset that holds there: the clocks may have changed in between.
  return first - (shownAt(first, timeZone) - wanted);
}
