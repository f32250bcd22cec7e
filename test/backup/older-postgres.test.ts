import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DebianPostgres, hasDebianPostgres, startDebianPostgres } from '../support/debian-postgres';
import { queryDatabase } from '../support/foreign-database';
import { Ended, spawnProgram } from '../support/program-process';
import { startServerProcess } from '../support/server-processes';
import { clonedDatabase } from '../support/test-database';

const OLD = 15;
const COUNTS = `SELECT (SELECT count(*)::int FROM contracts) AS contracts, (SELECT count(*)::int FROM incidents) AS incidents,
  (SELECT count(*)::int FROM consulting_events) AS entries, (SELECT count(*)::int FROM audit_log) AS audited`;

const name = `a backup of this PostgreSQL is restored into PostgreSQL ${OLD}, examined there, and served`;
const tried = hasDebianPostgres(OLD) ? it : it.skip;

let folder: string;
let old: DebianPostgres | undefined;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'ambit-older-'))));
afterAll(async () => {
  old?.remove();
  await rm(folder, { recursive: true, force: true });
});

tried(
  hasDebianPostgres(OLD) ? name : `${name} (skipped: /usr/lib/postgresql/${OLD} is not there)`,
  async () => {
    const file = join(folder, 'ambit.backup');
    const source = await clonedDatabase('backup_for_older');
    const run = (command: string, url: string): Promise<Ended> =>
      spawnProgram(`cli/${command}.js`, [file], { DATABASE_URL: url, DATA_DIR: folder }).ended;
    await (await startServerProcess(source, { DATA_DIR: folder }, ['--demo'])).stop();
    expect(await run('backup', source)).toMatchObject({ exitCode: 0, stderr: '' });

    old = await startDebianPostgres(OLD);
    const [version] = await queryDatabase<{ server_version: string }>(old.url, 'SHOW server_version');
    expect(version!.server_version).toMatch(new RegExp(`^${OLD}\\.`));
    const restored = await run('restore', old.url);
    expect(restored).toMatchObject({ exitCode: 0, stderr: '' });
    expect(restored.stdout).toMatch(/rows restored\n(ok .*\n)+$/);
    expect(await queryDatabase(old.url, COUNTS)).toEqual(await queryDatabase(source, COUNTS));
    const server = await startServerProcess(old.url, { DATA_DIR: folder }, ['--demo']);
    expect((await fetch(new URL('/readyz', server.url))).status).toBe(200);
    await server.stop();
  },
  180_000,
);
