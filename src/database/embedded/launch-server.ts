import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterFiles } from './cluster-files';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { freePort } from './free-port';
import { openDatabase } from './open-database';
import { readPostmasterFile } from './postmaster-file';
import { RunAs } from './run-as';
import { lastErrorOf, openServerLog } from './server-log';
import { serverArguments } from './server-settings';
import { supervise, Supervised } from './supervise';

export interface LaunchOptions {
  readonly native: string;
  readonly runAs: RunAs;
  readonly durable: boolean;
  /** Where it has to listen; any free port without it. */
  readonly port?: number;
  readonly patienceMs: number;
}

export interface LaunchedServer {
  readonly server: Supervised;
  readonly url: string;
}

const POLL_MS = 10;
const RETRY_MS = 200;

/**
 * The port was taken in the meantime; the processes of a server that was killed have not all gone yet; or somebody stopped
 * the new one before it was found to be ready.
 */
const PASSES =
  /could not create any TCP\/IP sockets|shared memory block .* is still in use|received \w+ shutdown request/;

/**
 * Starts a server on the cluster and waits until its database is open. Throws EmbeddedPostgresError where the server
 * ends, or is not ready within the patience. Call it under the start lock.
 */
export async function launchServer(files: ClusterFiles, options: LaunchOptions): Promise<LaunchedServer> {
  const end = performance.now() + options.patienceMs;
  for (;;) {
    const log = await openServerLog(files.log, options.runAs);
    try {
      const launched = await tryToLaunch(files, options, log.fd, end);
      if (launched !== null) return launched;
      const output = await log.read();
      if (performance.now() > end || !PASSES.test(output)) throw notStarted(files, output);
    } finally {
      await log.close();
    }
    await sleep(RETRY_MS);
  }
}

async function tryToLaunch(
  files: ClusterFiles,
  options: LaunchOptions,
  output: number,
  end: number,
): Promise<LaunchedServer | null> {
  const port = options.port ?? (await freePort());
  const args = serverArguments(files, port, options.durable);
  const program = join(options.native, 'bin', 'postgres');
  const server = supervise({ program, args, runAs: options.runAs, cwd: files.cluster, output });
  try {
    const url = await databaseOf(server, files, port, end);
    if (url === null) await server.stop();
    else server.unref();
    return url === null ? null : { server, url };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The address of the database as soon as it is open; null where the server ends, or the time is over. */
async function databaseOf(
  server: Supervised,
  files: ClusterFiles,
  port: number,
  end: number,
): Promise<string | null> {
  const pid = await server.pid;
  const ended = server.exited.then(() => true);
  while (performance.now() < end) {
    const file = await readPostmasterFile(files.pidFile);
    const ready = file !== null && file !== 'unreadable' && file.pid === pid && file.ready;
    const url = ready ? await openDatabase(files, port) : null;
    if (url !== null) return url;
    if (await Promise.race([ended, sleep(POLL_MS, false)])) return null;
  }
  return null;
}

function notStarted(files: ClusterFiles, output: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `PostgreSQL does not start on ${files.cluster}: ${lastErrorOf(output)}`,
    `Its whole output is in ${files.log}. Or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}
