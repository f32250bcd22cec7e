import { readFile, rm, stat } from 'node:fs/promises';
import { ClusterFiles } from '../../../src/database/embedded/cluster-files';
import { servesCluster } from '../../../src/database/embedded/serves-cluster';
import {
  EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../src/database/embedded/start-embedded-postgres';
import { ask, emptyDataDir, removeDataDir, serverPid } from './embedded-postgres';

jest.setTimeout(60_000);

let files: ClusterFiles;
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  files = await emptyDataDir();
  await rm(files.dataDir, { recursive: true });
  postgres = await startEmbeddedPostgres({ dataDir: files.dataDir, durable: false });
});

afterAll(async () => {
  await postgres.stop();
  await removeDataDir(files);
});

test('a server is PostgreSQL 18 with the database ambit, and belongs to who started it', async () => {
  expect(postgres.owner).toBe(true);
  expect(await ask(postgres.url, "SELECT current_setting('server_version_num')::int / 10000")).toBe(18);
  expect(await ask(postgres.url, 'SELECT current_database()')).toBe('ambit');
});

test('neither rows nor statements nor parameters stand in the log of a server, whatever fails', async () => {
  for (const statement of [
    `SELECT 'm4rk3r'::int`,
    `CREATE TEMP TABLE t (a text PRIMARY KEY); INSERT INTO t VALUES ('m4rk3r'), ('m4rk3r')`,
    `DO $$ BEGIN RAISE EXCEPTION 'm4rk3r' USING DETAIL = 'm4rk3r', HINT = 'm4rk3r'; END $$`,
    'SELECT m4rk3r',
  ])
    await expect(ask(postgres.url, statement)).rejects.toThrow();
  const log = await readFile(files.log, 'utf8');
  expect(log).toMatch(/LOG: {2}database system is ready/);
  expect(log).not.toContain('m4rk3r');
});

test.each([
  ['max_connections', '200'],
  ['shared_buffers', '128MB'],
  ['listen_addresses', '127.0.0.1'],
  ['unix_socket_directories', ''],
  ['password_encryption', 'scram-sha-256'],
  ['TimeZone', 'UTC'],
  ['fsync', 'off'],
  ['synchronous_commit', 'off'],
  ['full_page_writes', 'off'],
  ['autovacuum', 'off'],
])('a server has the setting %s = %j', async (name, value) => {
  expect(await ask(postgres.url, `SHOW ${name}`)).toBe(value);
});

test('a server listens on no other address', async () => {
  const elsewhere = postgres.url.replace('127.0.0.1', '127.0.0.2');
  await expect(ask(elsewhere, 'SELECT 1')).rejects.toMatchObject({ syscall: 'connect' });
});

test('a server wants the password', async () => {
  const url = new URL(postgres.url);
  url.password = 'guessed';
  await expect(ask(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a server keeps data and password from other users', async () => {
  expect((await stat(files.cluster)).mode & 0o777).toBe(0o700);
  expect((await stat(files.password)).mode & 0o777).toBe(0o600);
  expect((await stat(files.log)).mode & 0o777).toBe(0o600);
});

test('a server is used by a second start, which does not stop it', async () => {
  const lines: string[] = [];
  const second = await startEmbeddedPostgres({ dataDir: files.dataDir, log: (line) => lines.push(line) });
  expect(second.url).toBe(postgres.url);
  expect(second.owner).toBe(false);
  expect(lines).toEqual([expect.stringContaining('already runs')]);
  await second.stop();
  expect(await ask(postgres.url, 'SELECT 1')).toBe(1);
});

test('a server gets its database back where somebody dropped it', async () => {
  await ask(postgres.url.replace(/ambit$/, 'postgres'), 'DROP DATABASE ambit');
  const second = await startEmbeddedPostgres({ dataDir: files.dataDir });
  expect(await ask(second.url, 'SELECT 1')).toBe(1);
});

test('a stopped server leaves its data and its password to the next', async () => {
  await ask(postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const pid = await serverPid(files);
  await postgres.stop();
  expect(await servesCluster(pid, files)).toBe(false);

  const next = await startEmbeddedPostgres({ dataDir: files.dataDir });
  expect(next.owner).toBe(true);
  expect(await ask(next.url, 'SELECT answer FROM kept')).toBe(42);
  expect(new URL(next.url).password).toBe(new URL(postgres.url).password);
  expect(await ask(next.url, 'SHOW fsync')).toBe('on');
  await next.stop();
});

test('a server that ends by itself is told of', async () => {
  const { promise, lines, log } = collect(2);
  await startEmbeddedPostgres({ dataDir: files.dataDir, durable: false, log });
  process.kill(await serverPid(files), 'SIGINT');
  await promise;
  expect(lines).toEqual([
    expect.stringContaining('PostgreSQL 18 started on 127.0.0.1:'),
    expect.stringContaining('PostgreSQL has ended by itself'),
  ]);
});

/** Lines of a log, and a promise that is kept when there are as many as expected. */
function collect(expected: number): { promise: Promise<void>; lines: string[]; log: (line: string) => void } {
  const lines: string[] = [];
  let keep: () => void;
  const promise = new Promise<void>((resolve) => (keep = resolve));
  const log = (line: string) => {
    if (lines.push(line) === expected) keep();
  };
  return { promise, lines, log };
}
