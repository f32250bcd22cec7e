import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { order } from '../support/builders';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { Callers } from './support/callers';

/** How long it is soaked; 0: not at all. The first quarter is not looked at: caches fill, code is compiled. */
const MINUTES = Number(process.env.AMBIT_SOAK_MINUTES ?? 0);
const WINDOW_MS = 30_000;
const SAMPLED_EVERY_MS = 1_000;
const MOST_MB_A_MINUTE = 0.5;
const CALLERS = 4;

let target: TestDatabase;
let owner: TestServer;
let program: ServerProcess;
beforeAll(async () => {
  if (MINUTES === 0) return;
  target = await freshDatabase('soak');
  owner = await startTestServer(undefined, target);
  program = await startServerProcess(target.url, { COST_BUCKET_POINTS: '0' });
});
afterAll(async () => {
  if (MINUTES === 0) return;
  await program.stop();
  await owner.close();
});

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kilobytes) / 1_024;
}

/** Of a line through points at equal distances, by least squares, for one step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const above = values.reduce((sum, value, nth) => sum + (nth - middle) * (value - mean), 0);
  return above / values.reduce((sum, _value, nth) => sum + (nth - middle) ** 2, 0);
}

(MINUTES === 0 ? it.skip : it)(
  'memory does not grow under a steady load (with AMBIT_SOAK_MINUTES)',
  async () => {
    const { id, namedContacts } = await order(await owner.as('ADMIN'), 'op5', 'premium');
    const targets = [{ contractId: id, contactId: namedContacts[0]!.id }];
    const callers = new Callers(() => [program.url], await owner.keyOf('ADMIN'), targets, CALLERS);
    const least: number[] = [];
    for (let nth = 0; nth < (MINUTES * 60_000) / WINDOW_MS; nth += 1) {
      const samples: number[] = [];
      for (
        const until = performance.now() + WINDOW_MS;
        performance.now() < until;
        await sleep(SAMPLED_EVERY_MS)
      )
        samples.push(residentMegabytes(program.child.pid!));
      least.push(Math.min(...samples));
    }
    await callers.stop();
    const slope = (slopeOf(least.slice(Math.ceil(least.length / 4))) * 60_000) / WINDOW_MS;
    const told = { minutes: MINUTES, slope, least, heard: callers.heard };
    process.stdout.write(`soak: ${JSON.stringify(told)}\n`);
    expect(slope).toBeLessThan(MOST_MB_A_MINUTE);
  },
  (MINUTES + 3) * 60_000,
);
