import { setTimeout as sleep } from 'node:timers/promises';
import { giveBackMemoryWhenIdle } from '../../src/boot/give-back-memory';

it('a process that becomes idle gives back what it no longer needs, after its start and after load', async () => {
  const stop = giveBackMemoryWhenIdle(200);
  try {
    expect(await isCollected(forgotten())).toBe(true);
    busyFor(150);
    expect(await isCollected(forgotten())).toBe(true);
  } finally {
    stop();
  }
});

function forgotten(): WeakRef<object> {
  return new WeakRef({ taken: new Array<number>(1_000).fill(1) });
}

async function isCollected(ref: WeakRef<object>): Promise<boolean> {
  for (let look = 0; look < 500 && ref.deref() !== undefined; look += 1) await sleep(10);
  return ref.deref() === undefined;
}

function busyFor(ms: number): void {
  const until = Date.now() + ms;
  while (Date.now() < until);
}
