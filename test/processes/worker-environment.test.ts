import { readEnvironment } from '../../src/boot/environment';
import { poolSizeOf, workerEnvironment } from '../../src/processes/worker-environment';

it('limits of the program are divided over its processes, rounded up, and what is counted over all stays whole', () => {
  const environment = readEnvironment({ PROCESSES: '3', MAX_REQUESTS_WAITING: '0', METRICS_PORT: '9464' });
  expect(workerEnvironment(environment)).toMatchObject({
    MAX_REQUESTS_IN_FLIGHT: 22,
    MAX_REQUESTS_WAITING: 0,
    MAX_REQUESTS_WAITING_PER_KEY: 22,
    MAX_UPLOADS_PER_KEY: 86,
    MAX_CONNECTIONS: 1_667,
    MAX_CONNECTIONS_PER_ADDRESS: 667,
    DATABASE_POOL_SIZE: 4,
    COST_BUCKET_POINTS: 100_000,
    MAX_SUBSCRIPTIONS: 1_000,
    MAX_EXPORTS_PER_KEY: 2,
    STOP_DELAY_MS: 0,
    METRICS_PORT: 9464,
  });
});

it('each pool of a process has two connections at least', () => {
  expect(poolSizeOf(readEnvironment({ PROCESSES: '64' }))).toBe(2);
});
