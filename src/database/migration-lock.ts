import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';

/** Any number; the same for every process that prepares this product's databases. */
const MIGRATION_LOCK = 7_262_348_001;

const TRIED_EVERY_MS = 200;
const TOLD_EVERY_MS = 3_000;

/** Another process has been preparing the database for longer than this one may wait. */
export class MigrationLockError extends Error {}

export interface Waiting {
  /** Takes a line for people each three seconds. */
  readonly tell: (line: string) => void;
  readonly limitMs: number;
}

/** Half an hour: a long backfill is waited for, and somebody who forgot a transaction is not waited for without end. */
export const PATIENT: Waiting = {
  tell: (line) => process.stderr.write(`${line}\n`),
  limitMs: 1_800_000,
};

/** Takes the lock for the session of the runner. Throws MigrationLockError when the limit is reached. */
export async function takeMigrationLock(runner: QueryRunner, { tell, limitMs }: Waiting): Promise<void> {
  const began = performance.now();
  let toldAt = began;
  while (!(await tryLock(runner))) {
    const now = performance.now();
    if (now - began >= limitMs) {
      throw new MigrationLockError(
        `another process has been preparing the database for ${seconds(now - began)} seconds`,
      );
    }
    if (now - toldAt >= TOLD_EVERY_MS) {
      tell(`Waiting for another process that prepares the database, since ${seconds(now - began)} seconds.`);
      toldAt = now;
    }
    await sleep(TRIED_EVERY_MS);
  }
}

async function tryLock(runner: QueryRunner): Promise<boolean> {
  const rows = (await runner.query('SELECT pg_try_advisory_lock($1) AS taken', [MIGRATION_LOCK])) as {
    taken: boolean;
  }[];
  return rows[0]!.taken;
}

function seconds(ms: number): number {
  return Math.round(ms / 1_000);
}
