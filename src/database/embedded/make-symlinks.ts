import { readFile, stat, symlink } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { errorCode } from './error-code';

interface ListedLink {
  readonly source: string;
  readonly target: string;
}

/**
 * Makes the links between libraries that npm packages cannot hold, and that the package's install script makes
 * where npm lets it run. Returns whether all of them are there now; false where the directory is not ours to write.
 * Several processes may do this at once.
 */
export async function makeSymlinks(native: string): Promise<boolean> {
  const links = await readList(native);
  const made = await Promise.all(links.map((link) => makeSymlink(native, link)));
  return made.every(Boolean);
}

async function readList(native: string): Promise<readonly ListedLink[]> {
  try {
    return JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as readonly ListedLink[];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function makeSymlink(native: string, link: ListedLink): Promise<boolean> {
  const path = join(native, relative('native', link.target));
  if (await exists(path)) return true;
  // Every link of the list points into its own directory.
  await symlink(basename(link.source), path).catch(() => undefined);
  return exists(path);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
