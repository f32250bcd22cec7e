import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILD_ID } from '../../platform/build-id';
import { Database } from '../../platform/transactions/database';
import { readCatalogFile } from '../file/read-catalog-file';
import { loadedOrigins } from '../persistence/published-plans';
import { CatalogChanges, loadCatalog } from './load-catalog';

/** A folder that holds no catalog. The message is for the person who started the program: cause and next step. */
export class CatalogFolderError extends Error {
  constructor(folder: string, cause: string) {
    super(
      `The catalog folder ${folder} ${cause}.\nName a folder of catalog files: CATALOG_DIR=catalog npm start`,
    );
  }
}

/**
 * Loads every catalog file of the folder, and returns what that did. All are read and checked before the first is loaded; one that
 * this build has loaded last for its provider, letter for letter, is not read again, which took a third of a start. Throws
 * CatalogFolderError, and what reading and loading a file throw.
 */
export async function loadCatalogFiles(
  database: Database,
  folder: string,
  now: Date,
  buildId = BUILD_ID,
): Promise<readonly CatalogChanges[]> {
  const names = await catalogFilesIn(folder);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const loaded = new Set(await loadedOrigins(database.sql));
  const files = texts.flatMap((text, at) => {
    const origin = originOf(text, buildId);
    return origin !== null && loaded.has(origin) ? [] : [{ origin, file: readCatalogFile(text, names[at]!) }];
  });
  const changes: CatalogChanges[] = [];
  for (const { origin, file } of files) changes.push(await loadCatalog(database, file, now, origin));
  return changes;
}

/** A name for a text and who reads it: another build may read something else in it. Null where the build has no name. */
function originOf(text: string, buildId: string | null): string | null {
  return buildId === null
    ? null
    : createHash('sha256').update(buildId).update('\n').update(text).digest('hex');
}

async function catalogFilesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new CatalogFolderError(folder, `cannot be read (${error.code})`);
  });
  const files = names.filter((name) => name.endsWith('.yaml')).sort();
  if (files.length === 0) throw new CatalogFolderError(folder, 'holds no file that ends in .yaml');
  return files;
}
