import { createHash } from 'node:crypto';
import { BackupEnd } from './domain/backup-file';

/** Counts and hashes lines, in the order in which they are written or read. */
export class Tally {
  readonly rows: Record<string, number> = {};
  private readonly hash = createHash('sha256');

  add(line: string): void {
    this.hash.update(line).update('\n');
  }

  count(table: string, rows: number): void {
    this.rows[table] = (this.rows[table] ?? 0) + rows;
  }

  /** Once, at the end. */
  end(): BackupEnd {
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }
}
