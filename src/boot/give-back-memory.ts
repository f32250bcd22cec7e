import { Session } from 'node:inspector';
import { performance } from 'node:perf_hooks';

const LOOKS_EVERY_MS = 10_000;
/** The part of the time in which the event loop has something to do. */
const IDLE_BELOW = 0.05;
const BUSY_ABOVE = 0.25;

/**
 * Whenever the process is idle after its start, or after load, gives back to the system what V8 holds for such times: some 30 MB after
 * the start, more after load. It takes about 0.2 s. Returns what ends it; it keeps no process alive.
 */
export function giveBackMemoryWhenIdle(looksEveryMs = LOOKS_EVERY_MS): () => void {
  let before = performance.eventLoopUtilization();
  let holdsMuch = true;
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > BUSY_ABOVE) holdsMuch = true;
    if (utilization >= IDLE_BELOW || !holdsMuch) return;
    holdsMuch = false;
    collectGarbage();
  }, looksEveryMs).unref();
  return () => clearInterval(timer);
}

/** All of it, which also shrinks the young generation. V8 does so for a debugger, and in no other way that Node 20 knows. */
function collectGarbage(): void {
  const session = new Session();
  session.connect();
  // Not at once: who disconnects while he is answered waits for ever.
  session.post('HeapProfiler.collectGarbage', () => setImmediate(() => session.disconnect()));
}
