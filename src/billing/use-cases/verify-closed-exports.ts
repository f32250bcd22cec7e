import { Sql } from '../../platform/sql';
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
    if (closed.sha256 === null || closed.format === null) continue;
    const selection = { from: closed.startsAt, to: closed.endsAt, boundTo: null, customerId: null };
    const { sha256 } = await digestOfFile(sql, selection, closed.format);
    yield { closed, isUnchanged: sha256 === closed.sha256 };
  }
}
