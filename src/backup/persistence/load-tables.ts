import type { QueryRunner } from 'typeorm';
import { BackupError, BackupSequence, BackupTable } from '../domain/backup-file';

/** Tables into which a migration has put a row, and which rows of them are data of somebody. */
const EMPTY_ROWS: Readonly<Record<string, string>> = {
  consulting_feed: 'WHERE position > 0',
  id_cipher: 'WHERE false',
};

/** Throws BackupError where any table has a row. */
export async function requireEmpty(runner: QueryRunner, tables: readonly BackupTable[]): Promise<void> {
  const tests = tables.map(
    ({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${name} ${EMPTY_ROWS[name] ?? ''})`,
  );
  const [found] = (await runner.query(`${tests.join(' UNION ALL ')} LIMIT 1`)) as { name: string }[];
  if (found === undefined) return;
  throw new BackupError(
    `The database is not empty: ${found.name} has rows. Restore into a new database, or another data folder, before the server was started on it.`,
  );
}

/**
 * Does the work while no foreign key and no trigger of the tables is in force, and then puts them in force again, for all
 * rows. Nothing of it stays where anything fails.
 */
export async function whileUnchecked<T>(
  runner: QueryRunner,
  tables: readonly BackupTable[],
  work: () => Promise<T>,
): Promise<T> {
  const names = tables.map(({ name }) => name);
  const keys = (await runner.query(
    `SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conparentid = 0
       AND conrelid IN (SELECT to_regclass(name) FROM unnest($1::text[]) AS name)`,
    [names],
  )) as { table: string; name: string; definition: string }[];
  for (const { table, name } of keys) await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const name of names) await runner.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  const done = await work();
  for (const name of names) await runner.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const { table, name, definition } of keys)
    await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  return done;
}

/** Takes away what the migrations have put into tables, whose rows are in the backup. */
export async function removeEmptyRows(runner: QueryRunner): Promise<void> {
  for (const table of Object.keys(EMPTY_ROWS)) {
    const [{ isThere }] = (await runner.query('SELECT to_regclass($1) IS NOT NULL AS "isThere"', [
      table,
    ])) as [{ isThere: boolean }];
    if (isThere) await runner.query(`DELETE FROM ${table}`);
  }
}

export async function insertLines(
  runner: QueryRunner,
  { name, columns }: BackupTable,
  lines: readonly string[],
): Promise<void> {
  const list = columns.join(', ');
  await runner.query(
    `INSERT INTO ${name} (${list}) OVERRIDING SYSTEM VALUE
     SELECT ${list} FROM json_populate_recordset(NULL::${name}, $1::json)`,
    [`[${lines.join(',')}]`],
  );
}

/** More numbers than are given out between a backup and its restore. */
const SKIPPED_NUMBERS = 1_000_000;

/**
 * Lets the numbers of new rows go on well after those of the backup: what was given out since, and is lost, may be known elsewhere as
 * an id, a reference or a place in the order of events, and is not to mean another thing.
 */
export async function setSequences(runner: QueryRunner, sequences: readonly BackupSequence[]): Promise<void> {
  for (const { table, column, last, isCalled } of sequences)
    await runner.query(`SELECT setval(pg_get_serial_sequence($1, $2), $3::bigint + ${SKIPPED_NUMBERS}, $4)`, [
      table,
      column,
      last,
      isCalled,
    ]);
}

/**
 * Lets the restored database send nothing by itself: its webhook endpoints are disabled, and mails that were waiting count as begun, so
 * that they are given up and told so. The original may have sent them, or still send. Returns the endpoints that were enabled.
 */
export async function holdBack(
  runner: QueryRunner,
  tables: readonly BackupTable[],
): Promise<readonly string[]> {
  const has = (wanted: string) => tables.some(({ name }) => name === wanted);
  if (has('mails'))
    await runner.query(`UPDATE mails SET status = 'SENDING', due_at = now() WHERE due_at IS NOT NULL`);
  if (!has('webhook_endpoints')) return [];
  const [rows] = (await runner.query(
    `UPDATE webhook_endpoints SET enabled = false, disabled_reason = 'BY_HAND' WHERE enabled RETURNING id`,
  )) as [{ id: string }[], number];
  return rows.map(({ id }) => id);
}
