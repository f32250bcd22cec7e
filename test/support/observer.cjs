const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

/*
 * Loaded into a server process before its program. To each SIGWINCH it prints for how long the event loop was held since
 * the last one, and, asked by OBSERVED=memory, what garbage collection leaves.
 */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
let cpu = process.cpuUsage();
let observed = 0;

/** At most the longest delay and at most what the process used: the rest of a delay, the machine gave to others. */
function heldMs() {
  const { user, system } = process.cpuUsage(cpu);
  return Math.min(delay.max / 1e6, (user + system) / 1e3);
}

process.on('SIGWINCH', () => {
  observed += 1;
  const held = heldMs();
  if (process.env.OBSERVED === 'memory') for (let times = 0; times < 2; times += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(
    `observed ${observed} ${JSON.stringify({ heldMs: held, used: heapUsed + external })}\n`,
  );
  cpu = process.cpuUsage();
  delay.reset();
});
