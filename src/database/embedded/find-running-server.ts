import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterFiles } from './cluster-files';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { openDatabase } from './open-database';
import { PostmasterFile, readPostmasterFile } from './postmaster-file';
import { servesCluster } from './serves-cluster';

const POLL_MS = 25;
/** Far more than a server needs between making its file and writing into it. */
const WRITING_MS = 250;

/**
 * The address of the database on the server that serves the cluster now; null where none does. Waits for one that
 * starts or stops. Removes the postmaster.pid that a crash left behind: PostgreSQL itself would take any living process
 * of that number for a server. Call it under the start lock, under which nobody else starts a server.
 */
export async function findRunningServer(files: ClusterFiles, patienceMs: number): Promise<string | null> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const file = await readSettled(files.pidFile);
    if (file === null) return null;
    if (file === 'unreadable' || !(await servesCluster(file.pid, files))) {
      await rm(files.pidFile, { force: true });
      return null;
    }
    const url = file.ready && file.port !== null ? await openDatabase(files, file.port) : null;
    if (url !== null) return url;
    await sleep(POLL_MS);
  }
  throw new EmbeddedPostgresError(
    `A PostgreSQL on ${files.cluster} is running, but took no connection for ${patienceMs / 1000} seconds.`,
    `See ${files.log}, end the process whose number is on the first line of ${files.pidFile}, and start again.`,
  );
}

async function readSettled(path: string): Promise<PostmasterFile | 'unreadable' | null> {
  const file = await readPostmasterFile(path);
  if (file !== 'unreadable') return file;
  await sleep(WRITING_MS);
  return readPostmasterFile(path);
}
