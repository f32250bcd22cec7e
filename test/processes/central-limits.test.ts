import { readEnvironment } from '../../src/boot/environment';
import { WorkerCalls, LimitCalls } from '../../src/processes/calls';
import { CentralLimits } from '../../src/processes/central-limits';
import { Peer } from '../../src/processes/peer';
import { RemoteLimits } from '../../src/processes/remote-limits';
import { channelPair } from '../support/channel-pair';

function workersOf(settings: Record<string, string>) {
  const environment = readEnvironment({ PROCESSES: '2', ...settings });
  const central = new CentralLimits(environment, () => Promise.resolve({}));
  const workers = [1, 2].map((id) => {
    const [here, there] = channelPair();
    new Peer<WorkerCalls, LimitCalls>(here, central.handlersFor(id));
    const primary = new Peer<LimitCalls, WorkerCalls>(there, {} as never);
    return new RemoteLimits(environment, primary);
  });
  return { central, workers: workers as [RemoteLimits, RemoteLimits] };
}

it('long responses are counted over both processes, to each key and in all, and those of one that has ended no more', async () => {
  const { central, workers } = workersOf({ MAX_SUBSCRIPTIONS: '4', MAX_SUBSCRIPTIONS_PER_KEY: '3' });
  const [one, other] = workers;
  const take = (worker: RemoteLimits, key: string) => worker.subscriptions.take(key);
  expect([await take(one, 'a'), await take(one, 'a'), await take(other, 'a')]).toEqual([null, null, null]);
  expect([await take(other, 'a'), await take(other, 'b'), await take(one, 'c')]).toEqual([
    'key',
    null,
    'all',
  ]);
  other.subscriptions.leave('b');
  expect(await take(one, 'c')).toBeNull();
  central.forget(1);
  expect([await take(other, 'a'), await take(other, 'a'), await take(other, 'a')]).toEqual([
    null,
    null,
    'key',
  ]);
  expect(await other.exports.take('a')).toBeNull();
});

it('a place that a process gives back twice, or never had, is nobody else’s', async () => {
  const { workers } = workersOf({ MAX_EXPORTS: '1' });
  const [one, other] = workers;
  expect(await one.exports.take('a')).toBeNull();
  other.exports.leave('a');
  expect(await other.exports.take('b')).toBe('all');
});

it('wrong keys are counted over both processes; what is good for one is none for the other, and gives nobody a guess more', async () => {
  const { workers } = workersOf({ WRONG_KEYS_PER_MINUTE: '3' });
  const [one, other] = workers;
  const good = 'Bearer good';
  expect(await one.wrongKeys.count('10.0.0.1', good)).toBeNull();
  one.wrongKeys.remember(good);
  await one.wrongKeys.takeBack('10.0.0.1', good);
  for (const worker of [one, other, one])
    expect(await worker.wrongKeys.count('10.0.0.1', 'wrong')).toBeNull();
  expect(await other.wrongKeys.count('10.0.0.1', 'wrong')).toBeGreaterThan(0);
  expect(await other.wrongKeys.retryAfter('10.0.0.1', 'wrong')).toBeGreaterThan(0);
  expect(await other.wrongKeys.count('10.0.0.1', good)).toBeNull();
  await other.wrongKeys.takeBack('10.0.0.1', good);
  expect(await other.wrongKeys.retryAfter('10.0.0.1', good)).toBeNull();
  expect(await one.wrongKeys.count('10.0.0.1', 'wrong')).toBeGreaterThan(0);
});

it('where a key wrote last through one process is known to the other as soon as it was noted', async () => {
  const { workers } = workersOf({});
  const [one, other] = workers;
  await one.positions.note('7', 40n);
  await other.positions.note('7', 30n);
  expect([await one.positions.of('7'), await other.positions.of('7'), await other.positions.of('8')]).toEqual(
    [40n, 40n, 0n],
  );
});
