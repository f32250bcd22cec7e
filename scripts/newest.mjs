import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** When the newest of these files and folders was changed, in milliseconds. */
export async function newest(paths) {
  const times = await Promise.all(paths.map(newestIn));
  return Math.max(...times);
}

async function newestIn(path) {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const names = await readdir(path);
  return Math.max(found.mtimeMs, await newest(names.map((name) => join(path, name))));
}

/** When a file was changed, in milliseconds; 0 where there is none. */
export async function changedAt(path) {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
