import { randomUUID } from 'node:crypto';
import { chmod, copyFile, lstat, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { errorCode } from './error-code';
import { Binaries } from './find-binaries';

/**
 * Copies the binaries to a directory that every user of the machine can read, and returns it: for an account that
 * cannot reach node_modules, or links that cannot be made in there. The copy is kept for later starts; files that
 * are missing, such as those that the system cleaned away, are added. Several processes may do this at once. Throws where
 * that is not possible.
 */
export async function mirrorBinaries(binaries: Binaries): Promise<string> {
  const target = join(tmpdir(), `ambit-postgres-${binaries.version}-${process.getuid?.() ?? 'user'}`);
  await claimDirectory(target);
  await mirrorDirectory(binaries.native, target);
  return target;
}

/** The temporary directory is open to all: what somebody else put there in our name must not be run. */
async function claimDirectory(path: string): Promise<void> {
  await makeDirectory(path);
  const found = await lstat(path);
  const ours = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0);
  if (!ours || !found.isDirectory()) throw new Error(`${path} belongs to somebody else`);
}

async function mirrorDirectory(source: string, target: string): Promise<void> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const copy = join(target, relative(source, path));
    if (entry.isDirectory()) await makeDirectory(copy);
    if (entry.isFile()) await mirrorFile(path, copy);
  }
}

async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
    // The mode given to mkdir would be cut down by the umask.
    await chmod(path, 0o755);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

async function mirrorFile(source: string, target: string): Promise<void> {
  const wanted = await stat(source);
  const found = await stat(target).catch(() => null);
  if (found?.size === wanted.size) return;
  const unfinished = `${target}.${randomUUID()}`;
  await copyFile(source, unfinished);
  await chmod(unfinished, 0o755);
  await rename(unfinished, target);
}
