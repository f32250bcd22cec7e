import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterFiles } from './cluster-files';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { readPostmasterFile } from './postmaster-file';
import { servesCluster } from './serves-cluster';

const LOOKED_EVERY_MS = 500;

export interface KeptServer {
  readonly files: ClusterFiles;
  /** Whether somebody means it to be down. */
  readonly isStopping: () => boolean;
  /** Starts it again at the same address, or finds it there when another process has; throws where it cannot. */
  readonly startAgain: () => Promise<void>;
  readonly log: (line: string) => void;
  /** Told once, where it could not be started again. */
  readonly fail: (error: unknown) => void;
}

/**
 * Looks twice a second whether the server of the cluster lives, and starts it again where it does not. Every process that
 * uses it may do so: the start lock lets one of them start it.
 */
export async function keepRunning(kept: KeptServer): Promise<void> {
  for (;;) {
    await sleep(LOOKED_EVERY_MS, undefined, { ref: false });
    if (kept.isStopping()) return;
    if (await isRunning(kept.files)) continue;
    if (kept.isStopping()) return;
    kept.log(
      `PostgreSQL on ${kept.files.cluster} has ended; starting it again. ${kept.files.log} tells why.`,
    );
    try {
      await kept.startAgain();
      kept.log(`PostgreSQL on ${kept.files.cluster} runs again.`);
    } catch (error) {
      if (!kept.isStopping()) kept.fail(error);
      return;
    }
  }
}

async function isRunning(files: ClusterFiles): Promise<boolean> {
  const file = await readPostmasterFile(files.pidFile);
  return file === 'unreadable' || (file !== null && (await servesCluster(file.pid, files)));
}

/** Another server took the address in the meantime, so that the connections of this process lead nowhere. */
export function movedElsewhere(files: ClusterFiles): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `PostgreSQL on ${files.cluster} had ended, and runs on another port now.`,
    'Start this program again.',
  );
}
