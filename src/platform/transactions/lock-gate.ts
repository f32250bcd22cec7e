import { CrowdedLock } from '../database-fault';

/** Transactions of a process that may want the same lock at a time; one that waits for a lock holds a connection. */
const AT_A_TIME = 4;

/**
 * Where those that wait have looked so often, this long apart, and none before them has come to its end, somebody else holds the
 * lock. Looks are counted and not time: a process that was itself held up for a second has looked once, before it could read
 * the answers that came meanwhile.
 */
const STUCK_AFTER_LOOKS = 10;
const LOOK_EVERY_MS = 100;

/**
 * Said by a transaction before a statement that may wait for a lock: by a name of what is locked, the same for all who lock it,
 * and how many may want it at a time. Where there are so many, it throws, and the gate lets the work begin again in its turn.
 */
export type WillLock = (lock: string, atATime?: number) => void;

/** For work whose process has nothing else to do with its connections. */
export const UNGATED: WillLock = () => undefined;

interface Wanted {
  readonly lock: string;
  readonly atATime?: number;
}

class FullPlace extends CrowdedLock {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

interface Waiting {
  readonly begin: () => void;
  readonly refuse: (error: Error) => void;
}

interface Place {
  readonly atATime: number;
  inFlight: number;
  /** Since one has come to its end. */
  looks: number;
  timer: NodeJS.Timeout | undefined;
  readonly waiting: Waiting[];
}

/** How many transactions may want the same lock, so that at least half of the connections of a pool are left to others. */
export function lockersOf(poolSize: number): number {
  return Math.max(1, Math.min(AT_A_TIME, Math.floor(poolSize / 2)));
}

/**
 * Lets a few transactions of a process want the same lock at a time. The others wait here, without a connection, for as long as
 * those come to their ends; then they are refused, and new ones at once. So the holder of one row takes a few connections,
 * never all. Who waits here holds nothing in the database, and has places only at locks that come earlier by their names: nothing can
 * wait in a circle.
 */
export class LockGate {
  private readonly places = new Map<string, Place>();

  constructor(private readonly atATime = AT_A_TIME) {}

  /**
   * Does the work, from its beginning each time that it wants a lock which enough others want already, once it is its turn
   * there and at all such locks before; at `first`, where that is given, before it begins. Throws CrowdedLock.
   */
  async run<T>(work: (willLock: WillLock) => Promise<T>, first?: string): Promise<T> {
    const awaited: Wanted[] = first === undefined ? [] : [{ lock: first }];
    for (;;) {
      const entered = new Set<string>();
      try {
        for (const wanted of awaited) {
          await waitFor(this.placeOf(wanted));
          entered.add(wanted.lock);
        }
        return await work((lock, atATime) => {
          if (entered.has(lock)) return;
          if (!enter(this.placeOf({ lock, atATime }))) throw new FullPlace({ lock, atATime });
          entered.add(lock);
        });
      } catch (error) {
        if (!(error instanceof FullPlace)) throw error;
        awaited.push(error.wanted);
        awaited.sort((one, other) => (one.lock < other.lock ? -1 : 1));
      } finally {
        for (const lock of entered) this.leave(lock);
      }
    }
  }

  private placeOf({ lock, atATime = this.atATime }: Wanted): Place {
    const known = this.places.get(lock);
    if (known !== undefined) return known;
    const made = { atATime, inFlight: 0, looks: 0, timer: undefined, waiting: [] };
    this.places.set(lock, made);
    return made;
  }

  private leave(lock: string): void {
    const place = this.places.get(lock)!;
    handOn(place);
    if (place.inFlight === 0) this.places.delete(lock);
  }
}

/** Whether there was room; nobody waits where there is. */
function enter(place: Place): boolean {
  if (place.inFlight >= place.atATime) return false;
  place.inFlight += 1;
  return true;
}

async function waitFor(place: Place): Promise<void> {
  if (enter(place)) return;
  if (isStuck(place)) throw new CrowdedLock();
  place.timer ??= setInterval(() => look(place), LOOK_EVERY_MS);
  await new Promise<void>((begin, refuse) => place.waiting.push({ begin, refuse }));
}

/** Who waits longest gets the place. */
function handOn(place: Place): void {
  place.looks = 0;
  const next = place.waiting.shift();
  if (next === undefined) place.inFlight -= 1;
  else next.begin();
  if (place.waiting.length === 0) lookNoMore(place);
}

function look(place: Place): void {
  place.looks += 1;
  if (!isStuck(place)) return;
  lookNoMore(place);
  for (const { refuse } of place.waiting.splice(0)) refuse(new CrowdedLock());
}

function lookNoMore(place: Place): void {
  clearInterval(place.timer);
  place.timer = undefined;
}

function isStuck(place: Place): boolean {
  return place.looks >= STUCK_AFTER_LOOKS;
}
