import type { DataSource, QueryRunner } from 'typeorm';
import { BackupError, BackupHeader } from './domain/backup-file';
import {
  holdBack,
  insertLines,
  removeEmptyRows,
  requireEmpty,
  setSequences,
  whileUnchecked,
} from './persistence/load-tables';
import { appliedMigrations, ownTables } from './persistence/own-tables';
import { readHeader, readRows } from './read-backup';

/**
 * Restores the file into an empty database of the current schema, over a connection of its owner: all of it, or nothing.
 * A backup of an older schema is migrated. Throws BackupError for a database with rows, a newer schema, and a damaged file.
 * `tell` hears how many rows are restored so far. Returns the webhook endpoints that it disabled: of a copy, nobody is to be sent
 * anything.
 */
export async function restoreBackup(
  owner: DataSource,
  file: string,
  tell: (rows: number) => void = () => undefined,
): Promise<readonly string[]> {
  const header = await readHeader(file);
  const runner = owner.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
    await requireEmpty(runner, await ownTables(runner, owner));
    const newer = await newerThan(header, runner);
    try {
      for (let undone = 0; undone < newer; undone += 1)
        await owner.undoLastMigration({ transaction: 'each' });
      return await load(owner, runner, file, header, tell);
    } finally {
      if (newer > 0) await owner.runMigrations({ transaction: 'each' });
    }
  } finally {
    await runner.query('RESET statement_timeout; RESET idle_in_transaction_session_timeout');
    await runner.release();
  }
}

/** How many migrations the database has that the backup has not. Throws where the backup has one that it has not. */
async function newerThan(header: BackupHeader, runner: QueryRunner): Promise<number> {
  const applied = await appliedMigrations(runner);
  const unknown = header.migrations.filter((name) => !applied.includes(name));
  if (unknown.length > 0) {
    throw new BackupError(
      `The backup is newer than this program: it has ${unknown.join(', ')}. Restore it with the program that made it, or a newer one.`,
    );
  }
  return applied.length - header.migrations.length;
}

async function load(
  owner: DataSource,
  runner: QueryRunner,
  file: string,
  header: BackupHeader,
  tell: (rows: number) => void,
): Promise<readonly string[]> {
  await runner.query('BEGIN');
  try {
    const tables = await ownTables(runner, owner);
    const known = new Map(tables.map(({ name, columns }) => [name, new Set(columns)]));
    const held = await whileUnchecked(runner, tables, async () => {
      await removeEmptyRows(runner);
      let restored = 0;
      for await (const { table, lines } of readRows(file)) {
        // Names of the file become SQL, and only such as the schema has.
        const columns = known.get(table.name);
        if (!table.columns.every((column) => columns?.has(column)))
          throw new BackupError(`${file} is damaged: it names a table or a column that is not there.`);
        await insertLines(runner, table, lines);
        tell((restored += lines.length));
      }
      await setSequences(runner, header.sequences);
      return holdBack(runner, tables);
    });
    await runner.query('COMMIT');
    return held;
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
