import { ClusterFiles } from '../../../src/database/embedded/cluster-files';
import { lockStart } from '../../../src/database/embedded/lock-start';
import { emptyDataDir, removeDataDir } from './embedded-postgres';

let files: ClusterFiles;
let others: ClusterFiles;

beforeAll(async () => {
  [files, others] = await Promise.all([emptyDataDir(), emptyDataDir()]);
});

afterAll(() => Promise.all([removeDataDir(files), removeDataDir(others)]));

test('the lock of a start is held until it is given back', async () => {
  const unlock = await lockStart(files, 60_000);
  await expect(lockStart(files, 50)).rejects.toThrow('Another process has been starting PostgreSQL');
  await unlock();
  await (
    await lockStart(files, 60_000)
  )();
});

test('who waits for the lock of a start gets it', async () => {
  const unlock = await lockStart(files, 60_000);
  const waiting = lockStart(files, 60_000);
  await unlock();
  await (
    await waiting
  )();
});

test('each cluster has a lock of its own', async () => {
  const unlock = await lockStart(files, 60_000);
  await (
    await lockStart(others, 60_000)
  )();
  await unlock();
});
