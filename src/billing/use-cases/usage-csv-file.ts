import { createHash } from 'node:crypto';
import { Sql } from '../../platform/sql';
import { USAGE_CSV_HEADER, usageCsvLine } from '../domain/usage-csv';
import { UsageSelection } from '../domain/usage-selection';
import { usageCsvRows } from '../persistence/usage-csv-rows';

/** A piece of the file, and how many rows were in all pieces so far. */
export interface CsvPiece {
  readonly text: string;
  readonly rows: number;
}

/** The CSV file of a selection, piece by piece. */
export async function* usageCsvFile(sql: Sql, selection: UsageSelection): AsyncGenerator<CsvPiece> {
  let rows = 0;
  yield { text: USAGE_CSV_HEADER, rows };
  for await (const batch of usageCsvRows(sql, selection)) {
    rows += batch.length;
    yield { text: batch.map(usageCsvLine).join(''), rows };
  }
}

/** What is kept of the file of a closed month: the SHA-256 of its bytes in hexadecimal, and the number of its rows. */
export interface FileDigest {
  readonly sha256: string;
  readonly rows: number;
}

/** SHA-256 (hexadecimal) and number of rows of the CSV file of a selection, which is never in memory as a whole. */
export async function digestOfFile(sql: Sql, selection: UsageSelection): Promise<FileDigest> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const piece of usageCsvFile(sql, selection)) {
    hash.update(piece.text);
    rows = piece.rows;
  }
  return { sha256: hash.digest('hex'), rows };
}
