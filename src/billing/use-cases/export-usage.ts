import { createHash } from 'node:crypto';
import { Sql } from '../../platform/sql';
import { NEWEST_USAGE_CSV, usageCsvHeader, usageCsvLine } from '../domain/usage-csv';
import { UsageForm, writerOf } from '../domain/usage-forms';
import { UsageSelection } from '../domain/usage-selection';
import { closedExportOf } from '../persistence/closed-exports';
import { usageCsvRows } from '../persistence/usage-csv-rows';
import { CsvPiece } from './usage-csv-file';

/** What belongs to a closed month is not what it was when the month was closed. Somebody has been at the database. */
export class ClosedExportChangedError extends Error {
  constructor(readonly month: string) {
    super(
      `The export of ${month} is not what it was when the month was closed: its hash differs. Restore the ledger from a backup.`,
    );
  }
}

/**
 * The file of a selection in a form, piece by piece, with the columns of the newest version. That of a closed month has the
 * columns and the clock with which it was closed, and its rows are compared with the kept hash, which is that of the CSV:
 * where they differ the file never comes to its end, but throws ClosedExportChangedError.
 */
export async function* exportUsage(
  sql: Sql,
  selection: UsageSelection,
  { form, timeZone }: { readonly form: UsageForm; readonly timeZone: string },
): AsyncGenerator<CsvPiece> {
  const closed = await closedExportOf(sql, selection);
  const format = closed?.format ?? NEWEST_USAGE_CSV;
  const writer = writerOf(form, closed?.timeZone ?? timeZone);
  const kept = closed?.sha256 ?? null;
  const hash = createHash('sha256').update(usageCsvHeader(format));
  let rows = 0;
  yield { text: writer.header(format), rows };
  for await (const batch of usageCsvRows(sql, selection)) {
    rows += batch.length;
    if (kept !== null) hash.update(batch.map((row) => usageCsvLine(row, format)).join(''));
    yield { text: batch.map((row) => writer.line(row, format)).join(''), rows };
  }
  if (kept !== null && kept !== hash.digest('hex')) throw new ClosedExportChangedError(closed!.month);
}
