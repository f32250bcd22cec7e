import { FileHandle, open, rm } from 'node:fs/promises';

/**
 * A new, empty file for its owner alone (0600), opened to be written. What lies at the path is removed first: a file or a
 * link that somebody else put there would keep its own rights, or lead elsewhere.
 */
export async function newPrivateFile(path: string): Promise<FileHandle> {
  await rm(path, { force: true });
  return open(path, 'wx', 0o600);
}
