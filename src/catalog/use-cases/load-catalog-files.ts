import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Database } from '../../platform/transactions/database';
import { readCatalogFile } from '../file/read-catalog-file';
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
 * Loads every catalog file of the folder. All are read and checked before the first is loaded.
 * Throws CatalogFolderError, and what reading and loading a file throw.
 */
export async function loadCatalogFiles(
  database: Database,
  folder: string,
  now: Date,
): Promise<readonly CatalogChanges[]> {
  const names = await catalogFilesIn(folder);
  const files = await Promise.all(
    names.map(async (name) => readCatalogFile(await readFile(join(folder, name), 'utf8'), name)),
  );
  const changes: CatalogChanges[] = [];
  for (const file of files) changes.push(await loadCatalog(database, file, now));
  return changes;
}

async function catalogFilesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new CatalogFolderError(folder, `cannot be read (${error.code})`);
  });
  const files = names.filter((name) => name.endsWith('.yaml')).sort();
  if (files.length === 0) throw new CatalogFolderError(folder, 'holds no file that ends in .yaml');
  return files;
}
