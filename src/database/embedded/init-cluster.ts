import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { dataDirectoryArgument } from './cluster-directory';
import { ClusterFiles } from './cluster-files';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { RunAs } from './run-as';
import { lastErrorOf, openServerLog } from './server-log';
import { supervise } from './supervise';

export interface InitOptions {
  readonly native: string;
  readonly runAs: RunAs;
  /** Whether to wait until the cluster is on the disk. */
  readonly durable: boolean;
}

/**
 * Makes the cluster, with its password, beside its place and renames it: it is there whole or not at all. Call it
 * under the start lock. Throws EmbeddedPostgresError where initdb fails.
 */
export async function initCluster(files: ClusterFiles, options: InitOptions): Promise<void> {
  await removeAbandoned(files);
  const staging = await mkdtemp(`${files.cluster}.new-`);
  try {
    const cluster = join(staging, 'cluster');
    const password = join(staging, 'password');
    await mkdir(cluster, { mode: 0o700 });
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600, flush: options.durable });
    await handOver([staging, cluster, password], options.runAs);
    await runInitdb(files, cluster, options);
    await rename(password, join(cluster, basename(files.password)));
    await rename(cluster, files.cluster);
    if (options.durable) await syncDirectory(files.dataDir);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** What processes left behind that were killed while they made a cluster. */
async function removeAbandoned(files: ClusterFiles): Promise<void> {
  const prefix = `${basename(files.cluster)}.new-`;
  const names = await readdir(files.dataDir);
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    // A dying initdb may still write there for a moment.
    await rm(join(files.dataDir, name), { recursive: true, force: true, maxRetries: 10 });
  }
}

async function handOver(paths: readonly string[], runAs: RunAs): Promise<void> {
  if (runAs.account === null) return;
  for (const path of paths) await chown(path, runAs.account.uid, runAs.account.gid);
}

async function runInitdb(files: ClusterFiles, cluster: string, options: InitOptions): Promise<void> {
  const log = await openServerLog(files.log, options.runAs);
  try {
    const args = initdbArguments(cluster, options.durable);
    const program = join(options.native, 'bin', 'initdb');
    const initdb = supervise({ program, args, runAs: options.runAs, cwd: cluster, output: log.fd });
    if ((await initdb.exited) === 0) return;
    throw new EmbeddedPostgresError(
      `PostgreSQL could not make its data directory ${files.cluster}: ${lastErrorOf(await log.read())}`,
      `Its whole output is in ${log.path}. Or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  } finally {
    await log.close();
  }
}

/** The locale is PostgreSQL's own: UTF-8 in code point order, whatever locales the machine has or lacks. */
function initdbArguments(cluster: string, durable: boolean): readonly string[] {
  return [
    ...['-D', dataDirectoryArgument(cluster)],
    '--username=ambit',
    '--pwfile=../password',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ];
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path);
  await directory.sync().finally(() => directory.close());
}
