import { RunningWorker, WorkerEnd } from '../../src/processes/running-worker';
import { nextDelay, Workers } from '../../src/processes/workers';
import { WorkerFailure } from '../../src/processes/worker-failure';

const TAKEN = new WorkerFailure({ message: 'Port 4000 is taken.', exitCode: 69 });

/** Processes that are none: each begins to serve as `fate` says, and ends when it is told to, or by `end`. */
function supervised(count: number, fate: (id: number) => Promise<string>) {
  const started: { worker: RunningWorker; end: (end: WorkerEnd) => void }[] = [];
  const told: string[] = [];
  const ready = new Set<number>();
  const startOne = (): RunningWorker => {
    const id = started.length + 1;
    let end!: (end: WorkerEnd) => void;
    const ended = new Promise<WorkerEnd>((resolve) => (end = resolve));
    const stop = () => end({ exitCode: 0, signal: null });
    void ended.then(() => ready.delete(id));
    const begun = fate(id).then((url) => {
      ready.add(id);
      return url;
    });
    begun.catch(() => end({ exitCode: 69, signal: null }));
    const worker = {
      id,
      pid: 1_000 + id,
      peer: { ask: () => Promise.resolve() } as unknown as RunningWorker['peer'],
      get isReady() {
        return ready.has(id);
      },
      ready: begun,
      ended,
      stop,
      kill: stop,
    };
    started.push({ worker, end });
    return worker;
  };
  const log = {
    error: (_facts: object, message: string) => told.push(message),
    warn: (_facts: object, message: string) => told.push(message),
  };
  const failed: unknown[] = [];
  const workers = new Workers({
    count,
    startOne,
    log: log as never,
    onEnded: (id) => told.push(`ended ${id}`),
    fail: (error) => failed.push(error),
  });
  return { workers, started, told, failed };
}

const turns = async () => {
  for (let nth = 0; nth < 20; nth += 1) await Promise.resolve();
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('where one of the first processes cannot start, the others are stopped, and its reason is thrown', async () => {
  const { workers, started } = supervised(2, (id) =>
    id === 2 ? Promise.reject(TAKEN) : Promise.resolve('url'),
  );
  await expect(workers.start()).rejects.toBe(TAKEN);
  expect(workers.serving()).toEqual([]);
  expect(started).toHaveLength(2);
});

it('a process that ends is replaced after a quarter of a second, one that keeps ending ever later, and up to ten seconds', async () => {
  expect([0, 250, 500, 8_000, 10_000].map(nextDelay)).toEqual([250, 500, 1_000, 10_000, 10_000]);
  const { workers, started, told } = supervised(2, () => Promise.resolve('url'));
  expect(await workers.start()).toBe('url');
  started[0]!.end({ exitCode: null, signal: 'SIGKILL' });
  await turns();
  expect(workers.serving().map(({ id }) => id)).toEqual([2]);
  await jest.advanceTimersByTimeAsync(249);
  expect(started).toHaveLength(2);
  await jest.advanceTimersByTimeAsync(1);
  expect(workers.serving().map(({ id }) => id)).toEqual([2, 3]);
  expect(told).toEqual(['ended 1', 'a server process has ended', 'another server process serves requests']);
  started[2]!.end({ exitCode: 1, signal: null });
  await jest.advanceTimersByTimeAsync(499);
  expect(started).toHaveLength(3);
  await jest.advanceTimersByTimeAsync(1);
  expect(workers.serving().map(({ id }) => id)).toEqual([2, 4]);
});

it('after five failed starts in a row the program ends where no process serves requests, and not before', async () => {
  let works = true;
  const { workers, started, failed } = supervised(2, () =>
    works ? Promise.resolve('url') : Promise.reject(TAKEN),
  );
  await workers.start();
  works = false;
  started[0]!.end({ exitCode: null, signal: 'SIGKILL' });
  await jest.advanceTimersByTimeAsync(60_000);
  expect(started.length).toBeGreaterThan(7);
  expect(failed).toEqual([]);
  started[1]!.end({ exitCode: null, signal: 'SIGKILL' });
  await jest.advanceTimersByTimeAsync(10_000);
  expect(failed).toEqual([TAKEN]);
  const before = started.length;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(started).toHaveLength(before);
});

it('none is replaced once the program stops, and one that ends with a fault then is told', async () => {
  const { workers, started } = supervised(2, () => Promise.resolve('url'));
  await workers.start();
  await workers.announceStop();
  started[0]!.end({ exitCode: 1, signal: null });
  await jest.advanceTimersByTimeAsync(60_000);
  expect(started).toHaveLength(2);
  await workers.stop();
  expect(workers.serving()).toEqual([]);
});
