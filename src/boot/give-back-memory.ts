import { Session } from 'node:inspector';
import { performance } from 'node:perf_hooks';

const LOOKS_EVERY_MS = 10_000;
/** The part of the time in which the event loop has something to do. */
const IDLE_BELOW = 0.05;
const BUSY_ABOVE = 0.25;
/** Ten minutes. */
const IDLE_LOOKS_AFTER_LOAD = 60;

/**
 * Gives back to the system what V8 holds for busier times: some 30 MB at the first pause after the start, more when the process has
 * been idle for ten minutes after load. It takes about 0.2 s. Returns what ends it; it keeps no process alive.
 */
export function giveBackMemoryWhenIdle(looksEveryMs = LOOKS_EVERY_MS): () => void {
  const looks = new IdleLooks();
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (looks.isLongIdle(utilization)) collectGarbage();
  }, looksEveryMs).unref();
  return () => clearInterval(timer);
}

/**
 * When memory is to be given back, told from how busy the process was at each look. V8 forgets the code that it has compiled with it,
 * and the next second of load takes four times its processor time: so after load not at each pause, but when it is over.
 */
export class IdleLooks {
  private idleInARow = 0;
  /** After how many it is given back, for the start after one; null: it is already. */
  private wanted: number | null = 1;

  /** Whether it is to be given back now; `utilization` is the busy part of the time since the look before, from 0 to 1. */
  isLongIdle(utilization: number): boolean {
    if (utilization > BUSY_ABOVE) this.wanted ??= IDLE_LOOKS_AFTER_LOAD;
    this.idleInARow = utilization < IDLE_BELOW ? this.idleInARow + 1 : 0;
    if (this.wanted === null || this.idleInARow < this.wanted) return false;
    this.wanted = null;
    return true;
  }
}

/** All of it, which also shrinks the young generation. V8 does so for a debugger, and in no other way that Node 20 knows. */
function collectGarbage(): void {
  const session = new Session();
  session.connect();
  // Not at once: who disconnects while he is answered waits for ever.
  session.post('HeapProfiler.collectGarbage', () => setImmediate(() => session.disconnect()));
}
