import { readFile } from 'node:fs/promises';
import { CrowdedLock } from '../../../src/platform/database-fault';
import { lockersOf, LockGate, WillLock } from '../../../src/platform/transactions/lock-gate';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Work that says what it locks, and then lasts until it is ended. */
function lasting() {
  const ends: (() => void)[] = [];
  const locking =
    (...locks: readonly (readonly [string, number?])[]) =>
    async (willLock: WillLock) => {
      for (const [lock, atATime] of locks) willLock(lock, atATime);
      await new Promise<void>((end) => ends.push(end));
      return 'done';
    };
  return { locking, ends };
}

const turn = () => jest.advanceTimersByTimeAsync(0);

it.each([
  [2, 1],
  [3, 1],
  [4, 2],
  [7, 3],
  [8, 4],
  [10, 4],
  [100, 4],
])(
  'of a pool of %i connections, %i may be taken by transactions that want the same lock',
  (pool, lockers) => {
    expect(lockersOf(pool)).toBe(lockers);
  },
);

it('as many as fit in want the lock at once; each other waits until one has come to its end, the first that came first', async () => {
  const gate = new LockGate(2);
  const { locking, ends } = lasting();
  const done: number[] = [];
  const all = [0, 1, 2, 3].map((nth) => gate.run(locking(['a'])).then(() => done.push(nth)));
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]!();
  await turn();
  expect([ends.length, done]).toEqual([3, [1]]);
  ends[2]!();
  ends[0]!();
  await turn();
  ends[3]!();
  await Promise.all(all);
  expect([...done].sort()).toEqual([0, 1, 2, 3]);
});

it('work that finds a lock full begins again in its turn, and leaves its places to others meanwhile', async () => {
  const gate = new LockGate(1);
  const { locking, ends } = lasting();
  const holder = gate.run(locking(['b']));
  let begun = 0;
  const both = gate.run((willLock) => {
    begun += 1;
    return locking(['a'], ['b'])(willLock);
  });
  await turn();
  expect([begun, ends.length]).toEqual([1, 1]);
  const other = gate.run(locking(['a']));
  await turn();
  expect(ends).toHaveLength(2);
  ends[0]!();
  await turn();
  // It has b now, and finds a full.
  expect(begun).toBe(2);
  ends[1]!();
  await turn();
  expect([begun, ends.length]).toEqual([3, 3]);
  ends[2]!();
  expect(await Promise.all([holder, both, other])).toEqual(['done', 'done', 'done']);
});

it('two that want the same two locks the other way round both come to their ends', async () => {
  const gate = new LockGate(1);
  const work = (...locks: string[]) =>
    gate.run(async (willLock) => {
      for (const lock of locks) {
        willLock(lock);
        await Promise.resolve();
      }
    });
  await Promise.all([work('a', 'b'), work('b', 'a')]);
});

it('a lock that was named twice is one place', async () => {
  const gate = new LockGate(1);
  const { locking, ends } = lasting();
  const once = gate.run(locking(['a'], ['a']), 'a');
  await turn();
  ends[0]!();
  expect(await once).toBe('done');
});

it('who names a lock before it begins waits for it there, and counts with those that name it later', async () => {
  const gate = new LockGate(1);
  const { locking, ends } = lasting();
  const named = gate.run(locking(), 'a');
  const later = gate.run(locking(['a']));
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]!();
  await named;
  await turn();
  ends[1]!();
  await later;
});

it('a lock may be for fewer at a time than others', async () => {
  const gate = new LockGate(4);
  const { locking, ends } = lasting();
  const all = [1, 2].map(() => gate.run(locking(['key', 1])));
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]!();
  await turn();
  ends[1]!();
  await Promise.all(all);
});

it('where none has ended for a second, those that wait are refused, and new ones at once, of this lock alone', async () => {
  const gate = new LockGate(1);
  const { locking, ends } = lasting();
  const holder = gate.run(locking(['a']));
  await turn();
  const waiting = gate.run(locking(['a'])).catch((error: Error) => error);
  await jest.advanceTimersByTimeAsync(999);
  const isRefused = jest.fn();
  void waiting.then(isRefused);
  await turn();
  expect(isRefused).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1);
  expect(await waiting).toBeInstanceOf(CrowdedLock);
  await expect(gate.run(locking(['a']))).rejects.toThrow(CrowdedLock);
  const other = gate.run(locking(['b']));
  await turn();
  for (const end of ends) end();
  await Promise.all([holder, other]);
  const after = gate.run(locking(['a']));
  await turn();
  ends.at(-1)!();
  expect(await after).toBe('done');
});

it('a process that was itself held up for longer takes nobody for stuck whose answers have come meanwhile', async () => {
  jest.useRealTimers();
  const gate = new LockGate(1);
  const roundTrips = () =>
    gate.run(async () => {
      for (let nth = 0; nth < 3; nth += 1) await readFile(__filename);
      return 'done';
    }, 'a');
  const all = [roundTrips(), roundTrips()];
  await Promise.resolve();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100);
  expect(await Promise.all(all)).toEqual(['done', 'done']);
});

it('those that wait are not refused while others come to their ends', async () => {
  const gate = new LockGate(1);
  const { locking, ends } = lasting();
  const all = [0, 1, 2].map(() => gate.run(locking(['a'])));
  for (const nth of [0, 1, 2]) {
    await jest.advanceTimersByTimeAsync(900);
    ends[nth]!();
  }
  expect(await Promise.all(all)).toEqual(['done', 'done', 'done']);
});

it('what the work throws is thrown, and its place is free', async () => {
  const gate = new LockGate(1);
  const fault = new Error('of the work');
  const failing = (willLock: WillLock) => {
    willLock('a');
    return Promise.reject(fault);
  };
  await expect(gate.run(failing)).rejects.toBe(fault);
  await expect(gate.run(failing)).rejects.toBe(fault);
});
