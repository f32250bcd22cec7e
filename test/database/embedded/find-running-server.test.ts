import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { ClusterFiles } from '../../../src/database/embedded/cluster-files';
import {
  EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../src/database/embedded/start-embedded-postgres';
import { ask, emptyDataDir, removeDataDir, serverPid, untilGone } from './embedded-postgres';

jest.setTimeout(60_000);

let files: ClusterFiles;
let postgres: EmbeddedPostgres;

/** Durable, for one of them is killed. */
async function start(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: files.dataDir, durable: true });
}

beforeAll(async () => {
  files = await emptyDataDir();
  postgres = await start();
  await ask(postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
});

afterAll(async () => {
  await postgres.stop();
  await removeDataDir(files);
});

async function expectNewServer(): Promise<void> {
  postgres = await start();
  expect(postgres.owner).toBe(true);
  expect(await ask(postgres.url, 'SELECT answer FROM kept')).toBe(42);
}

/** Stops the server and leaves its file as if the machine had crashed, with another process id in it. */
async function crashAndGiveItsIdTo(pid: number): Promise<void> {
  const text = await readFile(files.pidFile, 'utf8');
  await postgres.stop();
  await writeFile(files.pidFile, text.replace(/^\d+/, `${pid}`));
}

test('a server that was killed does not block the next one', async () => {
  const pid = await serverPid(files);
  process.kill(pid, 'SIGKILL');
  await untilGone(pid, files);
  expect(await serverPid(files)).toBe(pid);
  await expectNewServer();
});

test('a postmaster file that was being written when the machine crashed does not block the next server', async () => {
  await postgres.stop();
  await writeFile(files.pidFile, '');
  await expectNewServer();
});

test('a process id that now belongs to another program does not block the next server', async () => {
  await crashAndGiveItsIdTo(process.pid);
  await expectNewServer();
});

test('a process id that now belongs to the server of another cluster does not block the next server', async () => {
  const args = [
    '-e',
    'setInterval(() => {}, 1000)',
    '--',
    '-c',
    'ambit.data_directory=/elsewhere/postgres18',
  ];
  const other = spawn(process.execPath, args, { stdio: 'ignore' });
  await once(other, 'spawn');
  await crashAndGiveItsIdTo(other.pid ?? 0);
  await expectNewServer();
  other.kill();
});

test('of several starts that find a file of a server that is gone, one owns the server that all use', async () => {
  await crashAndGiveItsIdTo(process.pid);
  const starts = await Promise.all([start(), start(), start()]);
  expect(starts.map(({ owner }) => owner).sort()).toEqual([false, false, true]);
  expect(new Set(starts.map(({ url }) => url)).size).toBe(1);
  postgres = starts.find(({ owner }) => owner) ?? postgres;
});

test.each([
  ['wrong', 'changed'],
  ['missing', ''],
])('a running server whose password is %s is an error, not a reason to start another', async (_how, text) => {
  const password = await readFile(files.password, 'utf8');
  await writeFile(files.password, text);
  await expect(start()).rejects.toThrow(/ambit-password does not hold the password .*\n.*/);
  await writeFile(files.password, password);
});
