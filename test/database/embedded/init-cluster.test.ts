import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterFiles } from '../../../src/database/embedded/cluster-files';
import { Child, startChild } from './child';
import { ask, emptyDataDir, removeDataDir } from './embedded-postgres';
import { install, Installation } from './installation';

jest.setTimeout(60_000);

const GERMAN = {
  LANG: 'de_DE',
  LC_ALL: 'de_DE',
  LC_CTYPE: 'de_DE.ISO-8859-1',
  LC_MESSAGES: 'de_DE',
  TZ: 'Asia/Tokyo',
};

let installation: Installation;
let files: ClusterFiles;
let children: readonly Child[];

beforeAll(async () => {
  [installation, files] = await Promise.all([install(), emptyDataDir()]);
  await startAndKillHalfway();
  children = await Promise.all([1, 2, 3].map(() => startChild(installation, files.dataDir, { env: GERMAN })));
});

afterAll(async () => {
  await Promise.all(children.map((child) => child.end('stop')));
  await Promise.all([installation.remove(), removeDataDir(files)]);
});

async function startAndKillHalfway(): Promise<void> {
  const killed = spawn(process.execPath, [installation.program, files.dataDir], { stdio: 'ignore' });
  while (!(await names()).some((name) => name.startsWith('postgres18.new-'))) await sleep(5);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
}

async function names(): Promise<readonly string[]> {
  return (await readdir(files.dataDir)).sort();
}

test('a first start that was killed halfway leaves nothing that blocks or stays', async () => {
  expect(await names()).toEqual(['postgres18', 'postgres18.log']);
});

test('of several first starts at the same time, one owns the server that all use', () => {
  const reports = children.map(({ report }) => report);
  expect(reports.map((report) => 'owner' in report && report.owner).sort()).toEqual([false, false, true]);
  expect(new Set(reports.map((report) => ('url' in report ? report.url : report.message))).size).toBe(1);
});

test.each([
  ['keeps text in UTF-8', 'SHOW server_encoding', 'UTF8'],
  ['speaks English', 'SHOW lc_messages', 'C'],
  ['keeps time in UTC', 'SHOW TimeZone', 'UTC'],
  [
    'sorts by code point',
    "SELECT string_agg(c, '' ORDER BY c) FROM unnest(ARRAY['ä', 'b', 'Z', 'a']) AS c",
    'Zabä',
  ],
  ['knows the case of all letters', "SELECT lower('ÄÉΩ')", 'äéω'],
  ['makes new databases alike', "SELECT datlocale FROM pg_database WHERE datname = 'ambit'", 'C.UTF-8'],
])('a cluster that is made under LANG=de_DE %s', async (_what, sql, answer) => {
  const [report] = children.map((child) => child.report);
  expect(await ask(report !== undefined && 'url' in report ? report.url : '', sql)).toBe(answer);
});
