import { createHash } from 'node:crypto';
import { constants, open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterFiles } from './cluster-files';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { errorCode } from './error-code';

/** Gives the lock back. */
export type Unlock = () => Promise<void>;

const RETRY_MS = 25;
/** Darwin's flag for "open and lock", which Node does not name. */
const O_EXLOCK = 0x20;

/**
 * Waits until nobody else starts a server on the cluster, or attaches to one. The kernel holds the lock and gives it
 * back when this process ends, however it ends: there is no stale lock. Throws EmbeddedPostgresError when the patience,
 * in milliseconds, is at its end.
 */
export async function lockStart(files: ClusterFiles, patienceMs: number): Promise<Unlock> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const unlock =
      process.platform === 'darwin' ? await lockFile(`${files.cluster}.lock`) : await listenAlone(files);
    if (unlock !== null) return unlock;
    await sleep(RETRY_MS);
  }
  throw new EmbeddedPostgresError(
    `Another process has been starting PostgreSQL on ${files.cluster} for ${patienceMs / 1000} seconds.`,
    'End that process and start again.',
  );
}

/** Of all processes, one can listen under a name that is not in the file system. Null where another one does. */
function listenAlone(files: ClusterFiles): Promise<Unlock | null> {
  const name = `ambit-${createHash('sha256').update(files.cluster).digest('hex').slice(0, 32)}`;
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) => (errorCode(error) === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`, () =>
      resolve(() => new Promise((closed) => server.close(() => closed()))),
    );
  });
}

async function lockFile(path: string): Promise<Unlock | null> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK;
  try {
    const file = await open(path, flags, 0o600);
    return () => file.close();
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return null;
    throw error;
  }
}
