import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceFor } from '../src/boot/data-source';
import { startEmbeddedPostgres } from '../src/database/embedded/start-embedded-postgres';
import { migrate } from '../src/database/migrate';
import { MIGRATIONS } from '../src/database/migrations';

const SETTINGS = { DATABASE_POOL_SIZE: 4, DATABASE_STATEMENT_TIMEOUT_MS: 60_000 };

/** Runs every migration up, down and up again on an empty database, then compares the schema with the entities. */
async function checkMigrations(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ambit-migrations-'));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  try {
    const dataSource = await dataSourceFor(postgres.url, SETTINGS).initialize();
    await migrate(dataSource);
    const first = await describeSchema(dataSource);
    for (let count = MIGRATIONS.length; count > 0; count -= 1) {
      await dataSource.undoLastMigration({ transaction: 'each' });
    }
    const left = await describeSchema(dataSource);
    await migrate(dataSource);
    const again = await describeSchema(dataSource);
    const drift = (await dataSource.driver.createSchemaBuilder().log()).upQueries.map((query) => query.query);
    await dataSource.destroy();
    report('down leaves nothing behind', left);
    report(
      'up again makes the same',
      again.filter((line) => !first.includes(line)),
    );
    report('entities and migrations agree', drift);
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true });
  }
}

/** Tables with their columns, constraints, indexes, triggers, policies and grants, functions and sequences, a line each. */
async function describeSchema(dataSource: DataSource): Promise<string[]> {
  const rows = await dataSource.query<{ line: string }[]>(`
    SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND conrelid <> to_regclass('migrations')
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION ALL SELECT 'trigger ' || tgrelid::regclass || ' ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> 'migrations_id_seq'
    UNION ALL SELECT 'policy ' || tablename || ' ' || policyname || ' ' || cmd || ' ' || roles::text || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '')
      FROM pg_policies WHERE schemaname = 'public'
    UNION ALL SELECT 'row security ' || relname || ' ' || relforcerowsecurity FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relrowsecurity
    UNION ALL SELECT 'grant ' || privilege_type || ' ' || table_name || ' ' || grantee
      FROM information_schema.role_table_grants WHERE table_schema = 'public' AND starts_with(grantee, 'ambit_')
    UNION ALL SELECT 'function ' || p.proname FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    ORDER BY 1`);
  return rows.map((row) => row.line);
}

function report(what: string, faults: readonly string[]): void {
  process.stdout.write(
    `${faults.length === 0 ? 'ok' : 'FAULT'}: ${what}\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
  );
  if (faults.length > 0) process.exitCode = 1;
}

void checkMigrations();
