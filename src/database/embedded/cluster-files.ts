import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** The major version of the binaries in package.json; clusters of another one cannot be opened. */
export const MAJOR_VERSION = '18';

/** Where things lie. All paths are absolute and free of symbolic links, so that they can be compared as text. */
export interface ClusterFiles {
  readonly dataDir: string;
  /** PostgreSQL's data directory. */
  readonly cluster: string;
  /** Lies inside the cluster, so that one rename brings both into being. */
  readonly password: string;
  /** Written by PostgreSQL while it runs: process id, port, state. */
  readonly pidFile: string;
  readonly log: string;
}

/** Makes the directory where it is missing. Throws the file system's error where that is not allowed. */
export async function locateClusterFiles(dataDir: string): Promise<ClusterFiles> {
  await mkdir(dataDir, { recursive: true });
  const directory = await realpath(dataDir);
  const cluster = join(directory, `postgres${MAJOR_VERSION}`);
  return {
    dataDir: directory,
    cluster,
    password: join(cluster, 'ambit-password'),
    pidFile: join(cluster, 'postmaster.pid'),
    log: `${cluster}.log`,
  };
}
