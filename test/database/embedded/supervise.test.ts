import { readFile } from 'node:fs/promises';
import { ClusterFiles } from '../../../src/database/embedded/cluster-files';
import { Child, startChild } from './child';
import { emptyDataDir, removeDataDir, serverPid, untilGone } from './embedded-postgres';
import { install, Installation } from './installation';

jest.setTimeout(60_000);

let installation: Installation;
let files: ClusterFiles;

beforeAll(async () => {
  [installation, files] = await Promise.all([install(), emptyDataDir()]);
});

afterAll(() => Promise.all([installation.remove(), removeDataDir(files)]));

const WAYS_TO_END: readonly (readonly [string, (child: Child) => Promise<void>])[] = [
  ['is killed', (child) => child.kill()],
  ['calls process.exit', (child) => child.end('exit')],
  ['throws', (child) => child.end('throw')],
  ['has nothing left to do', (child) => child.end('leave')],
  ['stops it', (child) => child.end('stop')],
];

test.each(WAYS_TO_END)('PostgreSQL shuts down in good order when its process %s', async (_way, end) => {
  const child = await startChild(installation, files.dataDir);
  expect(child.report).toMatchObject({ owner: true });
  const pid = await serverPid(files);
  const before = await shutdowns();
  await end(child);
  await untilGone(pid, files);
  expect(await shutdowns()).toBe(before + 1);
});

test('a server ends with its owner, and not with a process that attached', async () => {
  const owner = await startChild(installation, files.dataDir);
  const attached = await startChild(installation, files.dataDir);
  expect(attached.report).toEqual({ ...owner.report, owner: false });
  const pid = await serverPid(files);
  await attached.kill();
  const another = await startChild(installation, files.dataDir);
  expect(another.report).toEqual(attached.report);
  await owner.kill();
  await untilGone(pid, files);
  await another.end('stop');
});

async function shutdowns(): Promise<number> {
  return (await readFile(files.log, 'utf8')).split('database system is shut down').length - 1;
}
