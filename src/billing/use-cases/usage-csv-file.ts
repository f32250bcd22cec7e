import { createHash } from 'node:crypto';
import { Sql } from '../../platform/sql';
import { FileDigest, UsageCsvFormat, usageCsvHeader, usageCsvLine } from '../domain/usage-csv';
import { UsageSelection } from '../domain/usage-selection';
import { usageCsvRows } from '../persistence/usage-csv-rows';

/** A piece of the file, and how many rows were in all pieces so far. */
export interface CsvPiece {
  readonly text: string;
  readonly rows: number;
}

/** The CSV file of a selection in a version of its format, piece by piece. */
export async function* usageCsvFile(
  sql: Sql,
  selection: UsageSelection,
  format: UsageCsvFormat,
): AsyncGenerator<CsvPiece> {
  let rows = 0;
  yield { text: usageCsvHeader(format), rows };
  for await (const batch of usageCsvRows(sql, selection)) {
    rows += batch.length;
    yield { text: batch.map((row) => usageCsvLine(row, format)).join(''), rows };
  }
}

export async function digestOfFile(
  sql: Sql,
  selection: UsageSelection,
  format: UsageCsvFormat,
): Promise<FileDigest> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const piece of usageCsvFile(sql, selection, format)) {
    hash.update(piece.text);
    rows = piece.rows;
  }
  return { sha256: hash.digest('hex'), rows, format };
}
