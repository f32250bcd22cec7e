import { createHash } from 'node:crypto';
import { Sql } from '../../platform/sql';
import { NEWEST_USAGE_CSV } from '../domain/usage-csv';
import { UsageSelection } from '../domain/usage-selection';
import { closedExportOf } from '../persistence/closed-exports';
import { CsvPiece, usageCsvFile } from './usage-csv-file';

/** What belongs to a closed month is not what it was when the month was closed. Somebody has been at the database. */
export class ClosedExportChangedError extends Error {
  constructor(readonly month: string) {
    super(
      `The export of ${month} is not what it was when the month was closed: its hash differs. Restore the ledger from a backup.`,
    );
  }
}

/**
 * The CSV file of a selection, piece by piece, in the newest version of its format. The file of a closed month is in the
 * version in which the month was closed, and compared with its hash: where they differ it never comes to its end, but
 * throws ClosedExportChangedError.
 */
export async function* exportUsage(sql: Sql, selection: UsageSelection): AsyncGenerator<CsvPiece> {
  const closed = await closedExportOf(sql, selection);
  const hash = createHash('sha256');
  for await (const piece of usageCsvFile(sql, selection, closed?.format ?? NEWEST_USAGE_CSV)) {
    hash.update(piece.text);
    yield piece;
  }
  if (closed !== null && closed.sha256 !== null && closed.sha256 !== hash.digest('hex'))
    throw new ClosedExportChangedError(closed.month);
}
