import { CentralCosts, Leases } from '../../src/processes/central-costs';
import { LeasedCosts } from '../../src/processes/leased-costs';
import { Caller } from '../../src/shared/domain/caller';

const KEY: Caller = {
  keyId: '1',
  name: 'a key',
  role: 'ADMIN',
  customerId: null,
  providerId: null,
  isPartner: false,
};
const OF_CUSTOMER: Caller = { ...KEY, keyId: '2', customerId: '7' };
const ALSO_OF_CUSTOMER: Caller = { ...KEY, keyId: '3', customerId: '7' };

/** Workers with one place for their buckets, over messages that take a turn of the event loop each; 100 points come back a second. */
function workersWith({ size, count = 3 }: { size: number; count?: number }) {
  let now = 0;
  let asked = 0;
  const stuck = new Set<number>();
  const workers: LeasedCosts[] = [];
  const recall = async (worker: number, names: readonly string[]): Promise<Leases> => {
    await nextTurn();
    return stuck.has(worker) ? new Promise(() => undefined) : workers[worker]!.surrender(names);
  };
  const settings = { size, restorePerSecond: 100 };
  const central = new CentralCosts({ ...settings, workers: count, recall }, () => now);
  for (let worker = 0; worker < count; worker += 1) {
    workers.push(
      new LeasedCosts(
        {
          ...settings,
          ask: async (question, received) => {
            asked += 1;
            await nextTurn();
            const granted = await central.charge(worker, question);
            await nextTurn();
            received(granted);
            return granted;
          },
          report: (unspent) => central.report(worker, unspent),
          giveBack: (unspent) => central.giveBack(worker, unspent),
        },
        () => now,
      ),
    );
  }
  return {
    central,
    stuck,
    asked: () => asked,
    pass: (ms: number) => (now += ms),
    settle: () => workers.forEach((worker) => worker.settle()),
    charge: (worker: number, points: number, caller = KEY) => workers[worker]!.charge(caller, points),
    /** How many of so many requests that come at once are allowed, given to the workers in turn. */
    allowed: async (requests: number, points: number, callers = [KEY]) => {
      const all = Array.from({ length: requests }, async (_, nth) =>
        workers[nth % count]!.charge(callers[nth % callers.length]!, points),
      );
      return (await Promise.all(all)).filter(({ allowed }) => allowed).length;
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

it.each([
  [10, 100],
  [10, 109],
  [1, 40],
  [7, 1_000],
])(
  'of requests of %d points that come at once to three workers, those that a bucket of %d has points for are allowed, and no more',
  async (points, size) => {
    const { allowed, pass } = workersWith({ size });
    const most = Math.floor(size / points);
    expect(await allowed(most + 40, points)).toBe(most);
    pass(1_000);
    expect(await allowed(400, points)).toBe(
      Math.floor((Math.min(100, size - (size % points)) + (size % points)) / points),
    );
  },
);

it('one worker alone may spend a whole bucket, also after others had leases of it', async () => {
  const { charge, allowed } = workersWith({ size: 1_000 });
  for (const worker of [0, 1, 2]) await charge(worker, 10);
  let count = 0;
  while ((await charge(1, 10)).allowed) count += 1;
  expect(count).toBe(97);
  expect(await allowed(3, 10)).toBe(0);
});

it('the keys of a customer share its bucket over all workers', async () => {
  const { allowed } = workersWith({ size: 100 });
  expect(await allowed(60, 10, [OF_CUSTOMER, ALSO_OF_CUSTOMER])).toBe(10);
  expect(await allowed(60, 10)).toBe(10);
});

it('a request that is dearer than the bucket is allowed when that is full, and no worker serves the key until the debt is restored', async () => {
  const { charge, pass, settle } = workersWith({ size: 1_000 });
  await charge(0, 0);
  expect(await charge(1, 1_500)).toMatchObject({ allowed: true, remaining: 0 });
  settle();
  for (const worker of [0, 1, 2])
    expect(await charge(worker, 0)).toMatchObject({ allowed: false, retryAfterSeconds: 5 });
  pass(4_990);
  expect(await charge(2, 0)).toMatchObject({ allowed: false, retryAfterSeconds: 1 });
  pass(10);
  expect(await charge(0, 0)).toMatchObject({ allowed: true });
});

it('while points are plenty a worker asks once for many requests, and what is left is told as it is over all', async () => {
  const { charge, asked } = workersWith({ size: 100_000, count: 2 });
  await charge(0, 10);
  for (let times = 0; times < 1_000; times += 1)
    expect(charge(0, 10)).toMatchObject({ allowed: true, remaining: 99_980 - times * 10 });
  expect(asked()).toBe(1);
  expect(await charge(1, 10)).toMatchObject({ remaining: 99_980 });
});

it('a refused caller that asks again before its points can be back is refused without asking', async () => {
  const { charge, asked, pass } = workersWith({ size: 100 });
  await charge(0, 100);
  expect(await charge(0, 50)).toMatchObject({ allowed: false });
  const before = asked();
  pass(400);
  expect(await charge(0, 50)).toMatchObject({ allowed: false, remaining: 40, retryAfterSeconds: 1 });
  expect(await charge(0, 80)).toMatchObject({ allowed: false });
  expect(asked()).toBe(before);
  pass(100);
  expect(await charge(0, 50)).toMatchObject({ allowed: true, remaining: 0 });
});

it('a lease that nobody uses any more is given back, and what was spent of it comes back in time', async () => {
  const { charge, settle, stuck, pass } = workersWith({ size: 1_000 });
  await charge(0, 10);
  await charge(0, 100);
  settle();
  settle();
  pass(1_100);
  // Nothing can be called back from it.
  stuck.add(0);
  expect(await charge(1, 1_000)).toMatchObject({ allowed: true, remaining: 0 });
});

it('what a worker that has ended had leased counts as spent, and comes back in time', async () => {
  const { charge, central, pass } = workersWith({ size: 1_000, count: 2 });
  await charge(0, 0);
  central.forget(0);
  const left = await charge(1, 0);
  expect(left).toMatchObject({ remaining: 1_000 - 187 });
  pass(1_870);
  expect(await charge(1, 1_000)).toMatchObject({ allowed: true });
});

it('a worker that does not answer holds up no other one: what it had leased counts as spent', async () => {
  const { charge, stuck } = workersWith({ size: 1_000, count: 2 });
  await charge(0, 0);
  stuck.add(0);
  expect(await charge(1, 900)).toMatchObject({ allowed: false, remaining: 1_000 });
  expect(await charge(1, 800)).toMatchObject({ allowed: true });
});
