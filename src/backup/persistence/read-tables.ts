import type { DataSource, QueryRunner } from 'typeorm';
import { BackupHeader, BackupTable, FORMAT } from '../domain/backup-file';
import { appliedMigrations, ownSequences, ownTables } from './own-tables';

const ROWS_AT_A_TIME = 500;

export interface Snapshot {
  readonly header: BackupHeader;
  readonly tables: readonly BackupTable[];
  /** The rows of a table, some hundred lines of JSON at a time. */
  readonly linesOf: (table: BackupTable) => AsyncGenerator<readonly string[]>;
}

/** Does the work on one consistent state of the database, whatever others write meanwhile. */
export async function withSnapshot<T>(
  dataSource: DataSource,
  madeAt: Date,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await runner.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
    const [{ postgres }] = (await runner.query(`SELECT current_setting('server_version') AS postgres`)) as [
      { postgres: string },
    ];
    const tables = await ownTables(runner, dataSource);
    const header = {
      format: FORMAT,
      madeAt: madeAt.toISOString(),
      postgres,
      migrations: await appliedMigrations(runner),
      sequences: await ownSequences(runner, tables),
    };
    return await work({ header, tables, linesOf: (table) => linesOf(runner, table) });
  } finally {
    await runner.query('ROLLBACK').catch(() => undefined);
    await runner.release();
  }
}

async function* linesOf(
  runner: QueryRunner,
  { name, columns }: BackupTable,
): AsyncGenerator<readonly string[]> {
  // What is of type json keeps its line breaks, which mean nothing there.
  await runner.query(
    `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT replace(row_to_json(each)::text, E'\\n', ' ') AS line
     FROM (SELECT ${columns.join(', ')} FROM ${name}) each`,
  );
  for (;;) {
    const rows = (await runner.query(`FETCH ${ROWS_AT_A_TIME} FROM backup_rows`)) as { line: string }[];
    if (rows.length === 0) break;
    yield rows.map(({ line }) => line);
  }
  await runner.query('CLOSE backup_rows');
}
