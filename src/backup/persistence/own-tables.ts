import type { DataSource, QueryRunner } from 'typeorm';
import { BackupSequence, BackupTable } from '../domain/backup-file';

/** The tables of the program that are there, with the columns that can be written. The login and the migrations are not data. */
export async function ownTables(
  runner: QueryRunner,
  { entityMetadatas }: DataSource,
): Promise<BackupTable[]> {
  const names = entityMetadatas.map(({ tableName }) => tableName).sort();
  return (await runner.query(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.oid IN (SELECT to_regclass(name) FROM unnest($1::text[]) AS name)
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
    [names],
  )) as BackupTable[];
}

/** Where the numbers of new rows go on. */
export async function ownSequences(
  runner: QueryRunner,
  tables: readonly BackupTable[],
): Promise<BackupSequence[]> {
  const found = (await runner.query(
    `SELECT name AS "table", a.attname AS "column", pg_get_serial_sequence(name, a.attname) AS sequence
     FROM unnest($1::text[]) AS name JOIN pg_attribute a ON a.attrelid = to_regclass(name)
     WHERE a.attnum > 0 AND NOT a.attisdropped AND pg_get_serial_sequence(name, a.attname) IS NOT NULL`,
    [tables.map(({ name }) => name)],
  )) as { table: string; column: string; sequence: string }[];
  const sequences: BackupSequence[] = [];
  for (const { table, column, sequence } of found) {
    const [at] = (await runner.query(
      `SELECT last_value::text AS last, is_called AS "isCalled" FROM ${sequence}`,
    )) as [Pick<BackupSequence, 'last' | 'isCalled'>];
    sequences.push({ table, column, ...at });
  }
  return sequences;
}

/** The migrations that made the schema, oldest first. */
export async function appliedMigrations(runner: QueryRunner): Promise<string[]> {
  const rows = (await runner.query('SELECT name FROM migrations ORDER BY timestamp')) as { name: string }[];
  return rows.map(({ name }) => name);
}
