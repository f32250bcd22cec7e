/** What became of an incident of the demo. */
export type IncidentLife =
  /** Received a moment ago: the time for the first response runs. */
  | 'WAITING'
  /** Nobody responded in time, and nobody has yet. */
  | 'OVERDUE'
  | 'AWAITING_CUSTOMER'
  | 'RESOLVED'
  | 'RESPONDED_LATE'
  | 'CORRECTED'
  | 'CLOSED';

const OLDER: readonly IncidentLife[] = [
  'RESOLVED',
  'AWAITING_CUSTOMER',
  'RESPONDED_LATE',
  'CORRECTED',
  'CLOSED',
];
/** Contracts with fewer incidents have none that is overdue: it should be a few things that need attention. */
const BUSY = 5;

/** What becomes of the nth incident, from 1, of so many: the newest waits, the older ones went every way there is. */
export function lifeOf(n: number, of: number): IncidentLife {
  const newer = of - n;
  if (newer === 0) return 'WAITING';
  if (newer === 1 && of >= BUSY) return 'OVERDUE';
  return OLDER[newer % OLDER.length]!;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** When the nth incident is received: spread over the running contract year, and the last ones when their life asks for it. */
export function receivedAt(n: number, of: number, yearBegan: Date, now: Date): Date {
  const spread = yearBegan.getTime() + (n * (now.getTime() - yearBegan.getTime())) / (of + 1);
  const life = lifeOf(n, of);
  if (life === 'WAITING') return new Date(now.getTime() - 25 * MINUTE);
  if (life === 'OVERDUE') return new Date(now.getTime() - 6 * DAY);
  return new Date(Math.floor(spread));
}

/** When support responds to one that was not left waiting: well in time, or hours late; the next day where nothing is promised. */
export function respondedAt(life: IncidentLife, received: Date, due: Date | null, now: Date): Date {
  const inTime = due === null ? received.getTime() + DAY : (received.getTime() + due.getTime()) / 2;
  const late = (due ?? received).getTime() + 200 * MINUTE;
  return new Date(Math.min(now.getTime(), life === 'RESPONDED_LATE' ? late : inTime));
}
