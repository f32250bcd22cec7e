import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ClusterFiles, locateClusterFiles } from '../../../src/database/embedded/cluster-files';
import { servesCluster } from '../../../src/database/embedded/serves-cluster';

/** An empty data directory that belongs to the user, and where things will lie in it. */
export async function emptyDataDir(uid?: number): Promise<ClusterFiles> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ambit-data-'));
  if (uid !== undefined) await chown(dataDir, uid, uid);
  return locateClusterFiles(dataDir);
}

export async function removeDataDir(files: ClusterFiles): Promise<void> {
  await rm(files.dataDir, { recursive: true, force: true });
}

/** The first column of the first row. */
export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return (rows[0] as unknown[] | undefined)?.[0];
  } finally {
    await client.end();
  }
}

export async function serverPid(files: ClusterFiles): Promise<number> {
  const [pid] = (await readFile(files.pidFile, 'utf8')).split('\n');
  return Number(pid);
}

/** Returns when the process no longer serves the cluster; a test in which it goes on for ever runs out of time. */
export async function untilGone(pid: number, files: ClusterFiles): Promise<void> {
  while (await servesCluster(pid, files)) await sleep(10);
}
