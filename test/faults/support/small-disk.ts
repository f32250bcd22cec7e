import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own in memory, which really has no more room than it was given. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives that room back. */
  free(): void;
  /** Takes it off the machine, at the latest when the last program that has files on it has ended. */
  remove(): void;
}

/** Mounts a disk of so many megabytes. Throws where the machine does not let us. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'ambit-disk-'));
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder);
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    },
    free: () => rmSync(ballast),
    remove: () => {
      run('umount', '--lazy', folder);
      rmdirSync(folder);
    },
  };
}

/** `it` of the long run with such a disk, which is taken away after the test; else the test is skipped, and its name says why. */
export function itOnSmallDisk(
  name: string,
  megabytes: number,
  work: (disk: SmallDisk) => Promise<void>,
  timeoutMs?: number,
): void {
  const why = whyNot();
  const run = async () => {
    const disk = mountSmallDisk(megabytes);
    try {
      await work(disk);
    } finally {
      disk.remove();
    }
  };
  if (why === null) it(name, run, timeoutMs);
  else it.skip(`${name} (${why})`, run);
}

function whyNot(): string | null {
  if (process.env.AMBIT_LONG !== '1') return 'with AMBIT_LONG=1';
  if (process.platform !== 'linux') return 'on Linux alone';
  if (process.getuid?.() !== 0) return 'root alone may mount a disk';
  try {
    mountSmallDisk(1).remove();
    return null;
  } catch {
    return 'this machine lets root mount no disk';
  }
}
