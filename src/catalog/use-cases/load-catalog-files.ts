import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Database } from '../../shared/persistence/database';
import { readCatalogFile } from '../file/read-catalog-file';
import { CatalogChanges, loadCatalog } from './load-catalog';

/** Loads every catalog file of the folder. All are read and checked before the first is loaded. */
export async function loadCatalogFiles(
  database: Database,
  folder: string,
  now: Date,
): Promise<readonly CatalogChanges[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const files = await Promise.all(
    names.map(async (name) => readCatalogFile(await readFile(join(folder, name), 'utf8'), name)),
  );
  const changes: CatalogChanges[] = [];
  for (const file of files) changes.push(await loadCatalog(database, file, now));
  return changes;
}
