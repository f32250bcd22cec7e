import { chooseBinaries } from './choose-binaries';
import { ClusterFiles, locateClusterFiles, MAJOR_VERSION } from './cluster-files';
import { explainFileError } from './embedded-postgres-error';
import { clusterExists } from './examine-cluster';
import { findBinaries } from './find-binaries';
import { findRunningServer } from './find-running-server';
import { initCluster } from './init-cluster';
import { keepRunning, movedElsewhere } from './keep-running';
import { launchServer } from './launch-server';
import { lockStart } from './lock-start';
import { chooseRunAs, giveClusterTo } from './run-as';

export interface EmbeddedPostgresOptions {
  /** Where data, password and log are kept; made where it is missing. */
  readonly dataDir: string;
  /** Whether data survives a crash of the machine; without that, writes are faster. True unless told otherwise. */
  readonly durable?: boolean;
  /**
   * Given, the server is started again where it ends by itself, or with the process that started it; told once, where
   * that fails within ten seconds.
   */
  readonly onLost?: (error: unknown) => void;
  /** Takes one line for people about each thing that happens. */
  readonly log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** `postgres://ambit:…@127.0.0.1:…/ambit`, password included. */
  readonly url: string;
  /** Whether this call started the server, and not another one before it. */
  readonly owner: boolean;
  /** The owner's stops the server and waits until it has ended; any other's does nothing. */
  stop(): Promise<void>;
}

/** Recovery after a crash takes seconds; nobody waits longer than this for anything. */
const PATIENCE_MS = 120_000;
/** How long a program that serves requests waits for a database that was there a moment ago. */
const AGAIN_WITHIN_MS = 10_000;

/**
 * Starts PostgreSQL on the data directory, or attaches to the server that runs on it already; `durable` is then as that
 * server was started. The server ends with the process that started it, even when that one is killed: a process that
 * attached loses it then, unless it has `onLost`. Nothing is started twice when several processes call this at once.
 * Throws EmbeddedPostgresError, whose message is for the user.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    const files = await locateClusterFiles(options.dataDir);
    const unlock = await lockStart(files, PATIENCE_MS);
    try {
      const running = (await attach(files, options)) ?? (await start(files, options));
      return options.onLost === undefined ? running : kept(files, options, running);
    } finally {
      await unlock();
    }
  } catch (error) {
    throw explainFileError(error, options.dataDir);
  }
}

async function attach(
  files: ClusterFiles,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres | null> {
  const url = await findRunningServer(files, PATIENCE_MS);
  if (url === null) return null;
  options.log?.(
    `Using the PostgreSQL that already runs on ${files.cluster}. It ends with the process that started it.`,
  );
  return { url, owner: false, stop: () => Promise.resolve() };
}

/** The server, which is started again where it ends before `stop` was called. */
function kept(
  files: ClusterFiles,
  options: EmbeddedPostgresOptions,
  first: EmbeddedPostgres,
): EmbeddedPostgres {
  const { onLost = () => undefined, log = () => undefined } = options;
  let current = first;
  let isStopping = false;
  void keepRunning({
    files,
    isStopping: () => isStopping,
    startAgain: async () => {
      current = await startAgain(files, options, first.url);
      if (isStopping) await current.stop();
    },
    log,
    fail: onLost,
  });
  return {
    url: first.url,
    owner: first.owner,
    stop: () => {
      isStopping = true;
      return current.stop();
    },
  };
}

async function startAgain(
  files: ClusterFiles,
  options: EmbeddedPostgresOptions,
  url: string,
): Promise<EmbeddedPostgres> {
  const unlock = await lockStart(files, AGAIN_WITHIN_MS);
  try {
    const found = await findRunningServer(files, AGAIN_WITHIN_MS);
    if (found !== null && found !== url) throw movedElsewhere(files);
    if (found === url) return { url, owner: false, stop: () => Promise.resolve() };
    return await start(files, options, { port: Number(new URL(url).port), patienceMs: AGAIN_WITHIN_MS });
  } finally {
    await unlock();
  }
}

async function start(
  files: ClusterFiles,
  options: EmbeddedPostgresOptions,
  { port, patienceMs = PATIENCE_MS }: { readonly port?: number; readonly patienceMs?: number } = {},
): Promise<EmbeddedPostgres> {
  const { durable = true, log = () => undefined } = options;
  const exists = await clusterExists(files);
  const runAs = await chooseRunAs(files.cluster);
  const native = await chooseBinaries(findBinaries(), runAs);
  if (exists) await giveClusterTo(files.cluster, runAs);
  else await initCluster(files, { native, runAs, durable });
  const { server, url } = await launchServer(files, { native, runAs, durable, port, patienceMs });
  log(`PostgreSQL ${MAJOR_VERSION} started on ${new URL(url).host}; its data is in ${files.cluster}.`);
  let stopping = false;
  const tell = () => {
    if (!stopping && options.onLost === undefined)
      log(`PostgreSQL has ended by itself; ${files.log} tells why.`);
  };
  void server.exited.then(tell, tell);
  return {
    url,
    owner: true,
    stop: () => {
      stopping = true;
      return server.stop();
    },
  };
}
