import { DataSource } from 'typeorm';
import { dataSourceFor } from '../../src/boot/data-source';
import { migrate, SchemaTooNewError, whileLocked } from '../../src/database/migrate';
import { MigrationLockError } from '../../src/database/migration-lock';
import { MIGRATIONS } from '../../src/database/migrations';
import { emptyDatabase } from '../support/test-database';

const SETTINGS = { DATABASE_POOL_SIZE: 3, DATABASE_STATEMENT_TIMEOUT_MS: 30_000 };

async function withDatabase(
  name: string,
  work: (sources: [DataSource, DataSource]) => Promise<void>,
): Promise<void> {
  const url = await emptyDatabase(name);
  const sources: [DataSource, DataSource] = [dataSourceFor(url, SETTINGS), dataSourceFor(url, SETTINGS)];
  await Promise.all(sources.map((source) => source.initialize()));
  try {
    await work(sources);
  } finally {
    await Promise.all(sources.map((source) => source.destroy()));
  }
}

const tablesOf = (source: DataSource) =>
  source.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace`,
  );

const whileLockedMigrate = (source: DataSource) => whileLocked(source, () => migrate(source));

it('migrating brings an empty database up, once, however many do it at the same time', async () => {
  await withDatabase('migrate_twice', async (sources) => {
    await Promise.all(sources.map(whileLockedMigrate));
    await whileLockedMigrate(sources[0]);
    const applied = await sources[0].query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
    expect(applied.map(({ name }) => name)).toEqual(MIGRATIONS.map(({ name }) => name));
  });
});

it('migrating refuses a schema that is newer than the program, before it changes anything', async () => {
  await withDatabase('migrate_newer', async ([source]) => {
    await source.query(
      'CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL)',
    );
    await source.query(
      `INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Future1999999999999')`,
    );
    const before = await tablesOf(source);
    const refused = whileLockedMigrate(source);
    await expect(refused).rejects.toThrow(SchemaTooNewError);
    await expect(refused).rejects.toMatchObject({ unknown: ['Future1999999999999'] });
    expect(await tablesOf(source)).toEqual(before);
  });
});

it('the lock of migrations lets one in at a time, also after a failure, and leaves the connections as they were', async () => {
  await withDatabase('migrate_locked', async (sources) => {
    let inside = 0;
    let most = 0;
    const enter = async (source: DataSource) => {
      inside += 1;
      most = Math.max(most, inside);
      await source.query('SELECT 1');
      inside -= 1;
    };
    await Promise.all([...sources, ...sources].map((source) => whileLocked(source, () => enter(source))));
    expect(most).toBe(1);

    const failing = () => Promise.reject(new Error('no room on the disk'));
    await expect(whileLocked(sources[0], failing)).rejects.toThrow('no room on the disk');
    await whileLocked(sources[1], () => enter(sources[1]));
    const held = await sources[0].query<object[]>(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(held).toEqual([]);
    for (let n = 0; n < SETTINGS.DATABASE_POOL_SIZE; n += 1) {
      expect(await sources[0].query('SHOW lock_timeout')).toEqual([{ lock_timeout: '30s' }]);
    }
  });
});

it('who waits for another process that prepares the database says so every few seconds, and gives up at its limit', async () => {
  await withDatabase('migrate_waits', async ([first, second]) => {
    const told: string[] = [];
    const patience = { tell: (line: string) => told.push(line), limitMs: 3_500 };
    await whileLocked(first, async () => {
      const waiting = whileLocked(second, () => Promise.resolve(), patience);
      await expect(waiting).rejects.toThrow(MigrationLockError);
    });
    expect(told).toEqual([
      expect.stringMatching(/^Waiting for another process that prepares the database, since \d+ seconds\.$/),
    ]);
    await expect(whileLocked(second, () => Promise.resolve('free'), patience)).resolves.toBe('free');
  });
});
