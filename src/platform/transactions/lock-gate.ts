import { CrowdedLock } from '../database-fault';

/** Transactions that may want the same row at a time; a transaction that waits for a lock holds a connection. */
const AT_A_TIME = 4;

/** Where none of them has come to its end for so long, somebody else holds the row. */
const STUCK_AFTER_MS = 1_000;

interface Waiting {
  readonly begin: () => void;
  readonly refuse: (error: Error) => void;
}

interface Place {
  inFlight: number;
  movedAt: number;
  timer: NodeJS.Timeout | undefined;
  readonly waiting: Waiting[];
}

/**
 * Lets a few transactions of a process want the same row at a time. The others wait here, without a connection, for as long as
 * those come to their ends; then they are refused, and new ones at once. So the holder of one row takes a few connections,
 * never all.
 */
export class LockGate {
  private readonly places = new Map<string, Place>();

  /** Does the work when it is its turn. Throws CrowdedLock. */
  async run<T>(lock: string, work: () => Promise<T>): Promise<T> {
    const place = this.placeOf(lock);
    await enter(place);
    try {
      return await work();
    } finally {
      leave(place);
      if (place.inFlight === 0) this.places.delete(lock);
    }
  }

  private placeOf(lock: string): Place {
    const known = this.places.get(lock);
    if (known !== undefined) return known;
    const made = { inFlight: 0, movedAt: performance.now(), timer: undefined, waiting: [] };
    this.places.set(lock, made);
    return made;
  }
}

async function enter(place: Place): Promise<void> {
  if (place.inFlight < AT_A_TIME) {
    place.inFlight += 1;
    return;
  }
  const left = place.movedAt + STUCK_AFTER_MS - performance.now();
  if (left <= 0) throw new CrowdedLock();
  place.timer ??= setTimeout(() => refuseAll(place), left);
  await new Promise<void>((begin, refuse) => place.waiting.push({ begin, refuse }));
}

/** Who waits longest gets the place. */
function leave(place: Place): void {
  place.movedAt = performance.now();
  clearTimeout(place.timer);
  place.timer = undefined;
  const next = place.waiting.shift();
  if (next === undefined) place.inFlight -= 1;
  else next.begin();
  if (place.waiting.length > 0) place.timer = setTimeout(() => refuseAll(place), STUCK_AFTER_MS);
}

function refuseAll(place: Place): void {
  place.timer = undefined;
  for (const { refuse } of place.waiting.splice(0)) refuse(new CrowdedLock());
}
