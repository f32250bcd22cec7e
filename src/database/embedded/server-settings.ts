import { clusterMark, dataDirectoryArgument } from './cluster-directory';
import { ClusterFiles } from './cluster-files';

const ALWAYS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  // Its log holds neither rows nor statements: errors of statements, which quote both, are told to the program alone.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
} as const;

/** For data that nobody misses after a crash of the machine, such as that of tests: it does not live to be vacuumed. */
const NOT_DURABLE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
} as const;

/** The command line of `postgres`. */
export function serverArguments(files: ClusterFiles, port: number, durable: boolean): readonly string[] {
  const settings = { ...ALWAYS, port: `${port}`, ...(durable ? {} : NOT_DURABLE) };
  const assignments = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return [
    '-D',
    dataDirectoryArgument(files.cluster),
    ...[...assignments, clusterMark(files)].flatMap((assignment) => ['-c', assignment]),
  ];
}
