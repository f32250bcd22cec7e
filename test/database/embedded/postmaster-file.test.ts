import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPostmasterFile } from '../../../src/database/embedded/postmaster-file';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ambit-postmaster-'));
});

afterAll(() => rm(directory, { recursive: true }));

const START = '3929\n/proc/self/cwd\n1795300226\n';

test.each([
  ['a server that takes connections', `${START}45999\n\n127.0.0.1\n  2146466 4\nready   \n`, [45999, true]],
  ['one that starts', `${START}45999\n\n127.0.0.1\n  2146466 4\nstarting\n`, [45999, false]],
  ['one that stops', `${START}45999\n\n127.0.0.1\n  2146466 4\nstopping\n`, [45999, false]],
  ['one that does not listen yet', START, [null, false]],
])('readPostmasterFile reads the file of %s', async (_what, text, [port, ready]) => {
  const path = join(directory, 'postmaster.pid');
  await writeFile(path, text);
  expect(await readPostmasterFile(path)).toEqual({ pid: 3929, port, ready });
});

test.each(['', '\n', 'nonsense\n', '-3929\n', '0\n'])(
  'readPostmasterFile finds no process id in %j',
  async (text) => {
    const path = join(directory, 'postmaster.pid');
    await writeFile(path, text);
    expect(await readPostmasterFile(path)).toBe('unreadable');
  },
);

test('readPostmasterFile tells that there is no file', async () => {
  expect(await readPostmasterFile(join(directory, 'none'))).toBeNull();
});
