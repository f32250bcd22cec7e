import { Session } from 'node:inspector';
import { performance } from 'node:perf_hooks';

const LOOKS_EVERY_MS = 10_000;
/** The part of the time in which the event loop of an idle process has something to do. */
const IDLE_BELOW = 0.05;

/**
 * Whenever the process has become idle, gives back to the system what V8 holds for busier times: some 30 MB after a start, more
 * after load. It takes about 0.2 s. Returns what ends it; it keeps no process alive.
 */
export function giveBackMemoryWhenIdle(looksEveryMs = LOOKS_EVERY_MS): () => void {
  let before = performance.eventLoopUtilization();
  let wasBusy = true;
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const isIdle = performance.eventLoopUtilization(now, before).utilization < IDLE_BELOW;
    before = now;
    if (isIdle && wasBusy) collectGarbage();
    wasBusy = !isIdle;
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
