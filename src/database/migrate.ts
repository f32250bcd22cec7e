import { DataSource } from 'typeorm';
import { PATIENT, takeMigrationLock, Waiting } from './migration-lock';
import { MIGRATIONS } from './migrations';
import { ensureProgramRoles } from './program-roles';

/** The database was written by a newer program than this one. */
export class SchemaTooNewError extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(`the database has migrations that this program does not know: ${unknown.join(', ')}`);
  }
}

/**
 * Does the work while no other process prepares this database: of several that start at once, one migrates and the
 * others wait for it, and find that nothing is left to do. Throws MigrationLockError where that takes too long.
 */
export async function whileLocked<T>(
  dataSource: DataSource,
  work: () => Promise<T>,
  waiting: Waiting = PATIENT,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    // Waiting for another process to migrate may take longer than any request may.
    await runner.query('SET lock_timeout = 0; SET statement_timeout = 0; SET idle_session_timeout = 0');
    await takeMigrationLock(runner, waiting);
    return await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock_all()');
    await runner.query('RESET lock_timeout; RESET statement_timeout; RESET idle_session_timeout');
    await runner.release();
  }
}

/**
 * Brings the schema up to this program, as its owner; the caller holds the lock of `whileLocked`. Throws
 * SchemaTooNewError, before it changes anything, on a schema that is newer than the program, and ProgramRolesError where
 * the roles are missing that the schema names.
 */
export async function migrate(dataSource: DataSource): Promise<void> {
  await refuseNewerSchema(dataSource);
  await ensureProgramRoles(dataSource);
  await dataSource.runMigrations({ transaction: 'each' });
}

/** Throws SchemaTooNewError where a newer program has migrated the database. */
export async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const known = new Set<string>(MIGRATIONS.map((migration) => migration.name));
  const unknown = (await appliedMigrations(dataSource)).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new SchemaTooNewError(unknown);
}

/** The schema is older than this program, which has no owner's connection to change it. */
export class SchemaTooOldError extends Error {}

/** Throws where the schema is not this program's: SchemaTooNewError, or SchemaTooOldError. Changes nothing. */
export async function requireMigrated(dataSource: DataSource): Promise<void> {
  await refuseNewerSchema(dataSource);
  const applied = new Set(await appliedMigrations(dataSource));
  const missing = MIGRATIONS.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
  if (missing.length > 0) throw new SchemaTooOldError(`it lacks ${missing.join(', ')}`);
}

async function appliedMigrations(dataSource: DataSource): Promise<string[]> {
  const [table] = await dataSource.query<{ name: string | null }[]>(
    `SELECT to_regclass('migrations') AS name`,
  );
  if (table?.name == null) return [];
  const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
  return applied.map(({ name }) => name);
}
