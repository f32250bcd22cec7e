import { setTimeout as sleep } from 'node:timers/promises';
import { giveBackMemoryWhenIdle, IdleLooks } from '../../src/boot/give-back-memory';

it('a process that is idle after its start gives back what it no longer needs', async () => {
  const stop = giveBackMemoryWhenIdle(200);
  try {
    expect(await isCollected(forgotten())).toBe(true);
  } finally {
    stop();
  }
});

const IDLE = 0.01;
const BUSY = 0.5;
const repeated = (utilization: number, times: number) => Array.from({ length: times }, () => utilization);

it.each([
  ['at the first idle look after the start, and once', [IDLE, IDLE, IDLE], [0]],
  ['at the first idle look also after a busy start', [BUSY, 0.1, IDLE, IDLE], [2]],
  ['not in a pause of load', [IDLE, BUSY, ...repeated(IDLE, 59), BUSY, ...repeated(IDLE, 59)], [0]],
  ['ten minutes after load, and once', [IDLE, BUSY, ...repeated(IDLE, 200)], [0, 61]],
  [
    'ten minutes after the last request of any weight',
    [IDLE, BUSY, ...repeated(IDLE, 30), 0.1, ...repeated(IDLE, 60)],
    [0, 92],
  ],
  ['again after more load', [IDLE, BUSY, ...repeated(IDLE, 60), BUSY, ...repeated(IDLE, 60)], [0, 61, 122]],
  ['not again after a little to do', [IDLE, 0.1, ...repeated(IDLE, 100)], [0]],
])('memory is given back %s', (_when, utilizations, at) => {
  const looks = new IdleLooks();
  const given = utilizations.flatMap((utilization, nth) => (looks.isLongIdle(utilization) ? [nth] : []));
  expect(given).toEqual(at);
});

function forgotten(): WeakRef<object> {
  return new WeakRef({ taken: new Array<number>(1_000).fill(1) });
}

async function isCollected(ref: WeakRef<object>): Promise<boolean> {
  for (let look = 0; look < 500 && ref.deref() !== undefined; look += 1) await sleep(10);
  return ref.deref() === undefined;
}
