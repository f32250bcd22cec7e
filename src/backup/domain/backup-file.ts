/**
 * A backup: gzip of lines. The first and the last begin with the words below and JSON, each table begins with a line of its own,
 * and every other line is a row as a JSON object. The last line holds the SHA-256 of all before it.
 */
export const FIRST = '#ambit-backup ';
export const TABLE = '#table ';
export const LAST = '#end ';
export const FORMAT = 1;

export interface BackupHeader {
  readonly format: number;
  readonly madeAt: string;
  /** Version of the PostgreSQL that it was made from. */
  readonly postgres: string;
  /** Names of the migrations that made the schema, oldest first. */
  readonly migrations: readonly string[];
  readonly sequences: readonly BackupSequence[];
}

export interface BackupSequence {
  readonly table: string;
  readonly column: string;
  readonly last: string;
  readonly isCalled: boolean;
}

export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface BackupEnd {
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly sha256: string;
}

/** The file cannot be restored, or the database cannot take it. The message is for people: cause and next step. */
export class BackupError extends Error {}
