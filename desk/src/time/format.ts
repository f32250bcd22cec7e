const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const INSTANT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A calendar date, `2026-11-27`, as "27 Nov 2026": the same day for every reader. */
export function day(date: string): string {
  return DAY.format(new Date(`${date}T00:00:00Z`));
}

/** The day of an instant, on the clock of a zone; on that of the reader where none is given. */
export function dayOf(at: string, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(new Date(at));
}

/** An instant on the clock of the reader. */
export function instant(at: string): string {
  return INSTANT.format(new Date(at));
}

/** Whole minutes as "2 d 3 h", "3 h 20 min" or "12 min"; a day has 24 hours. */
export function duration(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}

/** The value of an `<input type="datetime-local">`, on the clock of the reader. */
export function toLocalInput(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** A name of the schema for people: IN_PROGRESS as "In progress". */
export function words(name: string): string {
  const text = name.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
