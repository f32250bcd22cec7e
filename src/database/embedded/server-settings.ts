import { totalmem } from 'node:os';
import { clusterMark, dataDirectoryArgument } from './cluster-directory';
import { ClusterFiles } from './cluster-files';

const ALWAYS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  // Its log holds neither rows nor statements: errors of statements, which quote both, are told to the program alone.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
} as const;

const MB = 1024 * 1024;
const LEAST_BUFFERS_MB = 128;
const MOST_BUFFERS_MB = 1024;

/**
 * How much PostgreSQL keeps of its tables and indexes, in megabytes: a quarter of this memory (in bytes), as its manual advises, but from
 * 128 MB, in which it starts anywhere, to 1 GB, which holds what 1,000,000 contracts are asked for often. It takes it
 * from the system as the data fill it, so that a small book leaves it there.
 */
export function bufferMegabytes(memory: number): number {
  return Math.min(MOST_BUFFERS_MB, Math.max(LEAST_BUFFERS_MB, Math.floor(memory / 4 / MB)));
}

/** What this process may use: that of the machine, or less where a container has a limit. */
function ownMemory(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}

/** For data that nobody misses after a crash of the machine, such as that of tests: it does not live to be vacuumed. */
const NOT_DURABLE = {
  shared_buffers: `${LEAST_BUFFERS_MB}MB`,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
} as const;

/** The command line of `postgres`. */
export function serverArguments(files: ClusterFiles, port: number, durable: boolean): readonly string[] {
  const kept = durable ? { shared_buffers: `${bufferMegabytes(ownMemory())}MB` } : NOT_DURABLE;
  const settings = { ...ALWAYS, ...kept, port: `${port}` };
  const assignments = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return [
    '-D',
    dataDirectoryArgument(files.cluster),
    ...[...assignments, clusterMark(files)].flatMap((assignment) => ['-c', assignment]),
  ];
}
