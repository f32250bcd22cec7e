import { Environment } from '../boot/environment';

/** What is limited over the whole program by dividing it: connections come to the workers in turn, so each has its share of them. */
const DIVIDED = [
  'MAX_REQUESTS_IN_FLIGHT',
  'MAX_REQUESTS_WAITING',
  'MAX_REQUESTS_WAITING_PER_KEY',
  'MAX_UPLOADS_PER_KEY',
  'MAX_CONNECTIONS',
  'MAX_CONNECTIONS_PER_ADDRESS',
] as const;

/** With fewer the program does not start: a transaction has one while its readers want another. */
const LEAST_CONNECTIONS = 2;

/** The connections of each pool of a process of the program: its share, rounded up. */
export function poolSizeOf({ DATABASE_POOL_SIZE, PROCESSES }: Environment): number {
  return Math.max(LEAST_CONNECTIONS, Math.ceil(DATABASE_POOL_SIZE / PROCESSES));
}

/** The settings of one of the processes that serve the port: limits are its share, rounded up; the first process waits, and serves the metrics that this one counts. */
export function workerEnvironment(environment: Environment): Environment {
  const shares = DIVIDED.map((name) => [name, Math.ceil(environment[name] / environment.PROCESSES)] as const);
  return {
    ...environment,
    ...Object.fromEntries(shares),
    DATABASE_POOL_SIZE: poolSizeOf(environment),
    STOP_DELAY_MS: 0,
  };
}
