import { Sql } from '../../platform/sql';
import { selectionOfMonth } from '../domain/usage-selection';
import { ClosedExport, closedExports } from '../persistence/closed-exports';
import { digestOfFile } from './usage-csv-file';

/** A closed month, and whether its export is what it was when it was closed. */
export interface VerifiedExport {
  readonly closed: ClosedExport;
  readonly isUnchanged: boolean;
}

/** Makes the export of every closed month anew and holds it against the kept hash, the earliest month first. */
export async function* verifyClosedExports(sql: Sql): AsyncGenerator<VerifiedExport> {
  for (const closed of await closedExports(sql)) {
    const isUnchanged = await isExportUnchanged(sql, closed);
    if (isUnchanged !== null) yield { closed, isUnchanged };
  }
}

/** Whether the export of a closed month, made anew, has the kept hash; null where none was kept. */
export async function isExportUnchanged(sql: Sql, closed: ClosedExport): Promise<boolean | null> {
  if (closed.sha256 === null || closed.format === null) return null;
  const { sha256 } = await digestOfFile(sql, selectionOfMonth(closed), closed.format);
  return sha256 === closed.sha256;
}

let turn: Promise<unknown> = Promise.resolve();

/** The same, one month at a time in this process: each reads its whole month. */
export function verifyInTurn(sql: Sql, closed: ClosedExport): Promise<boolean | null> {
  const verified = turn.then(() => isExportUnchanged(sql, closed));
  turn = verified.catch(() => undefined);
  return verified;
}
