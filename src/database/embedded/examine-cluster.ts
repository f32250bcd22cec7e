import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ClusterFiles, MAJOR_VERSION } from './cluster-files';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { errorCode } from './error-code';

/**
 * Whether there is a cluster that these binaries can open; false where its place is free. Throws EmbeddedPostgresError
 * where something else is in its place.
 */
export async function clusterExists(files: ClusterFiles): Promise<boolean> {
  const version = await readIfThere(join(files.cluster, 'PG_VERSION'));
  if (version?.trim() === MAJOR_VERSION) return true;
  if (version !== null) {
    throw new EmbeddedPostgresError(
      `${files.cluster} was made by PostgreSQL ${version.trim()}, and this is PostgreSQL ${MAJOR_VERSION}.`,
      'Move it away to begin with an empty database, or set DATABASE_URL to a server that can open it.',
    );
  }
  if (await isFree(files.cluster)) return false;
  throw new EmbeddedPostgresError(
    `${files.cluster} is not a data directory of PostgreSQL: it has no PG_VERSION.`,
    'Move it away to begin with an empty database.',
  );
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function isFree(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
}
