import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gunzipSync, gzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { withSnapshot } from '../../src/backup/persistence/read-tables';
import { restoreBackup } from '../../src/backup/restore-backup';
import { backupText } from '../../src/backup/write-backup';
import { dataSourceFor } from '../../src/boot/data-source';
import { migrate, whileLocked } from '../../src/database/migrate';
import { Ended, spawnProgram } from '../support/program-process';
import { queryDatabase } from '../support/foreign-database';
import { startServerProcess } from '../support/server-processes';
import { clonedDatabase, copyOf, emptyDatabase } from '../support/test-database';

let folder: string;
let file: string;
let source: string;

const run = (command: string, url: string, args: readonly string[]): Promise<Ended> =>
  spawnProgram(`cli/${command}.js`, args, { DATABASE_URL: url, DATA_DIR: folder }).ended;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ambit-backup-'));
  file = join(folder, 'ambit.backup');
  source = await clonedDatabase('backup_source');
  const server = await startServerProcess(source, { DATA_DIR: folder }, ['--demo']);
  const meanwhile = join(folder, 'meanwhile.backup');
  expect(await run('backup', source, [meanwhile])).toMatchObject({ exitCode: 0, stderr: '' });
  await server.stop();
  // Nobody writes what happens by time any more, so that what is restored can be compared row by row.
  expect(await run('backup', source, [file])).toMatchObject({ exitCode: 0, stderr: '' });
});
afterAll(() => rm(folder, { recursive: true }));

const TABLES = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
  AND relname NOT IN ('migrations', 'program_login') ORDER BY 1`;

async function allRows(url: string): Promise<Record<string, string>> {
  const tables = await queryDatabase<{ name: string }>(url, TABLES);
  const hashes = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(line, E'\\n' ORDER BY line), '')) || ' ' || count(*) AS hash
       FROM (SELECT to_jsonb(t)::text COLLATE "C" AS line FROM ${name} t) each`,
  );
  const rows = await queryDatabase<{ name: string; hash: string }>(url, hashes.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

const constraints = (url: string) =>
  queryDatabase(
    url,
    `SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
  );
const triggers = (url: string) =>
  queryDatabase(
    url,
    `SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`,
  );

it('what is restored into an empty database is every row that was there, and the server goes on with it', async () => {
  const target = await emptyDatabase('backup_target');
  const restored = await run('restore', target, [file]);
  expect(restored).toMatchObject({ exitCode: 0, stderr: '' });
  expect(restored.stdout).toMatch(/rows restored\n(ok .*\n)+/);
  expect(await allRows(target)).toEqual(await allRows(source));
  expect(await constraints(target)).toEqual(await constraints(source));
  expect(await triggers(target)).toEqual(await triggers(source));
  const server = await startServerProcess(target, { DATA_DIR: folder }, ['--demo']);
  await server.stop();
  const [keys] = await queryDatabase<{ last: string }>(target, 'SELECT max(id)::text AS last FROM contracts');
  const [next] = await queryDatabase<{ next: string }>(
    target,
    `SELECT nextval(pg_get_serial_sequence('contracts', 'id'))::text AS next`,
  );
  expect(Number(next!.next)).toBeGreaterThan(Number(keys!.last));
});

it('a restored database sends nothing by itself, and gives out no number that may be known already', async () => {
  const original = await owned('backup_sending');
  await original.owner.query(
    `INSERT INTO webhook_endpoints (url, types, enabled, disabled_reason, created_at)
     VALUES ('https://one.example', '{*}', true, NULL, now()), ('https://two.example', '{*}', false, 'GONE', now());
     INSERT INTO mails (event_position, contact_id, status, attempts, due_at)
     VALUES (1, 1, 'PENDING', 1, now() + interval '1 day'), (2, 1, 'SENT', 1, NULL)`,
  );
  const copied = join(folder, 'sending.backup');
  await writeBackup(original.owner, copied);
  await original.owner.destroy();
  const target = await emptyDatabase('backup_silent');
  const { exitCode, stdout, stderr } = await run('restore', target, [copied]);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Webhook endpoints that were disabled: 1.');
  const rows = (text: string) => queryDatabase(target, text);
  expect(
    await rows('SELECT id, enabled, disabled_reason AS reason FROM webhook_endpoints ORDER BY id'),
  ).toEqual([
    { id: '1', enabled: false, reason: 'RESTORED' },
    { id: '2', enabled: false, reason: 'GONE' },
  ]);
  expect(await rows('SELECT status, due_at <= now() AS "isOver" FROM mails ORDER BY id')).toEqual([
    { status: 'SENDING', isOver: true },
    { status: 'SENT', isOver: null },
  ]);
  expect(await rows('SELECT position, type, subject_id, data FROM events')).toEqual([
    {
      position: '1000001',
      type: 'webhook.disabled',
      subject_id: '1',
      data: { reason: 'RESTORED', failingSince: null },
    },
  ]);
  expect(await rows('SELECT subject_type, subject_id, before, after FROM audit_log')).toMatchObject([
    {
      subject_type: 'WebhookEndpoint',
      subject_id: '1',
      after: { enabled: false, disabledReason: 'RESTORED' },
    },
  ]);
});

it('a restore into a database with rows is refused, and changes nothing', async () => {
  const before = await allRows(source);
  const { exitCode, stderr } = await run('restore', source, [file]);
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringMatching(/^The database is not empty: \w+ has rows\..*\n$/),
  ]);
  expect(await allRows(source)).toEqual(before);
});

describe('a file that cannot be restored', () => {
  let target: string;
  beforeAll(async () => (target = await emptyDatabase('backup_refused')));

  const changed = async (change: (text: string) => string) => {
    const path = join(folder, 'changed.backup');
    await writeFile(path, gzipSync(change(gunzipSync(await readFile(file)).toString())));
    return path;
  };

  it.each<[string, () => Promise<string>, RegExp]>([
    ['is not there', () => Promise.resolve(join(folder, 'nowhere')), /cannot be read \(ENOENT\)/],
    ['is no backup', () => Promise.resolve('package.json'), /is not a backup of Ambit/],
    [
      'was cut off',
      async () => {
        const path = join(folder, 'short.backup');
        await writeFile(path, (await readFile(file)).subarray(0, -2_000));
        return path;
      },
      /is damaged/,
    ],
    ['lost its last line', () => changed((text) => text.replace(/#end .*\n$/, '')), /is damaged/],
    ['lost a row', () => changed((text) => text.replace(/\n\{.*\n/, '\n')), /is damaged/],
    ['has one letter changed', () => changed((text) => text.replace('Hanse', 'Hansa')), /is damaged/],
    [
      'names another table',
      () => changed((text) => text.replace('#table {"name":"contracts"', '#table {"name":"pg_authid"')),
      /is damaged/,
    ],
    [
      'is of a newer schema',
      () => changed((text) => text.replace('"migrations":[', '"migrations":["Future1999999999999",')),
      /newer than this program: it has Future1999999999999/,
    ],
  ])('a file that %s is refused with one line, and nothing of it stays', async (_name, make, line) => {
    const { exitCode, stderr } = await run('restore', target, [await make()]);
    expect([exitCode, stderr.trimEnd().split('\n')]).toEqual([1, [expect.stringMatching(line)]]);
    for (const hash of Object.values(await allRows(target))) expect(hash).toMatch(/ [01]$/);
    expect(await constraints(target)).toEqual(await constraints(source));
  });
});

it('a backup of an older schema is migrated when it is restored', async () => {
  const older = await owned('backup_older');
  await restoreBackup(older.owner, file);
  await older.owner.undoLastMigration({ transaction: 'each' });
  const olderFile = join(folder, 'older.backup');
  await writeBackup(older.owner, olderFile);
  await older.owner.destroy();

  const target = await owned('backup_migrated');
  await restoreBackup(target.owner, olderFile);
  await target.owner.destroy();
  // A migration that the backup does not know makes a key of ids anew, and cannot know from which file a catalog was loaded.
  const migrated = await allRows(target.url);
  const { id_cipher, providers } = migrated;
  expect(migrated).toEqual({ ...(await allRows(source)), id_cipher, providers });
  const catalog = (url: string) =>
    queryDatabase(url, 'SELECT id, code, definition FROM providers ORDER BY id');
  expect(await catalog(target.url)).toEqual(await catalog(source));
  expect(await triggers(target.url)).toEqual(await triggers(source));
});

function writeBackup(owner: DataSource, path: string): Promise<void> {
  return withSnapshot(owner, new Date(), (snapshot) =>
    pipeline(Readable.from(backupText(snapshot)), createGzip(), createWriteStream(path)),
  );
}

/** A database that is migrated and has no rows, with its owner's connections. */
async function owned(name: string): Promise<{ readonly url: string; readonly owner: DataSource }> {
  await (migrated ??= migrateOnce('backup_without_rows'));
  const { url, database } = await copyOf('backup_without_rows', name);
  return { url, owner: database.dataSource };
}

let migrated: Promise<void> | undefined;

async function migrateOnce(name: string): Promise<void> {
  const settings = { DATABASE_POOL_SIZE: 3, DATABASE_STATEMENT_TIMEOUT_MS: 60_000 };
  const owner = await dataSourceFor(await emptyDatabase(name), settings).initialize();
  await whileLocked(owner, () => migrate(owner));
  await owner.destroy();
}
