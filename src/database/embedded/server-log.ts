import { FileHandle, open, rename, stat } from 'node:fs/promises';
import { RunAs } from './run-as';

const ROTATE_AT_BYTES = 10_000_000;

/** The file that takes the output of PostgreSQL's programs; remembers where this start began in it. */
export interface ServerLog {
  readonly fd: number;
  readonly path: string;
  /** What was written since the log was opened. */
  read(): Promise<string>;
  /** Closes our end; a program that was started with it goes on writing. */
  close(): Promise<void>;
}

/** Opens the log for appending. Beyond 10 MB it is renamed to `….log.1` first, in place of an older one. */
export async function openServerLog(path: string, runAs: RunAs): Promise<ServerLog> {
  const size = await sizeOf(path);
  if (size > ROTATE_AT_BYTES) await rename(path, `${path}.1`);
  const file = await open(path, 'a+', 0o600);
  if (runAs.account !== null) await file.chown(runAs.account.uid, runAs.account.gid);
  const { size: start } = await file.stat();
  return { fd: file.fd, path, read: () => readFrom(file, start), close: () => file.close() };
}

/** The last line of PostgreSQL's output that tells an error, without its time stamp. */
export function lastErrorOf(output: string): string {
  const lines = output.trim().split('\n');
  const error = lines.findLast((line) => /\b(PANIC|FATAL|ERROR|error):/.test(line)) ?? lines.at(-1) ?? '';
  return error.replace(/^.*?\b(?:PANIC|FATAL|ERROR|error):\s*/, '') || 'it said nothing.';
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  return found?.size ?? 0;
}

async function readFrom(file: FileHandle, start: number): Promise<string> {
  const { size } = await file.stat();
  const { buffer } = await file.read({ buffer: Buffer.alloc(size - start), position: start });
  return buffer.toString('utf8');
}
