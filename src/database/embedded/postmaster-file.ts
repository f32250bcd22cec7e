import { readFile } from 'node:fs/promises';
import { errorCode } from './error-code';

/** What a server writes about itself into its cluster, as far as we need it. */
export interface PostmasterFile {
  readonly pid: number;
  /** Null until it listens. */
  readonly port: number | null;
  /** Whether it takes connections. */
  readonly ready: boolean;
}

/**
 * Reads postmaster.pid: the process id is on line 1, the port on line 4, the state on line 8. Null where there is no
 * such file, `unreadable` where it holds no process id: it is being written, or the machine crashed while it was.
 */
export async function readPostmasterFile(path: string): Promise<PostmasterFile | 'unreadable' | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return 'unreadable';
  return { pid, port: Number(lines[3]) || null, ready: lines[7]?.trim() === 'ready' };
}
