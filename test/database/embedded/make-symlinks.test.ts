import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSymlinks } from '../../../src/database/embedded/make-symlinks';

let native: string;

beforeEach(async () => {
  native = await mkdtemp(join(tmpdir(), 'ambit-native-'));
  await mkdir(join(native, 'lib'));
  await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'a library');
});

afterEach(() => rm(native, { recursive: true }));

async function list(...targets: readonly string[]): Promise<void> {
  const links = targets.map((target) => ({
    source: 'native/lib/libpq.so.5.18',
    target: `native/lib/${target}`,
  }));
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
}

test('makeSymlinks makes the links of the list, relative to their directory', async () => {
  await list('libpq.so', 'libpq.so.5');
  expect(await makeSymlinks(native)).toBe(true);
  expect(await readlink(join(native, 'lib', 'libpq.so'))).toBe('libpq.so.5.18');
  expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
});

test('makeSymlinks may be done by several at once, and again', async () => {
  await list('libpq.so');
  const results = await Promise.all(Array.from({ length: 20 }, () => makeSymlinks(native)));
  expect(results).toEqual(Array.from({ length: 20 }, () => true));
});

test('makeSymlinks tells when a link cannot be made', async () => {
  await list('libpq.so', 'missing/libpq.so');
  expect(await makeSymlinks(native)).toBe(false);
});

test('makeSymlinks has nothing to do where the package lists no links', async () => {
  expect(await makeSymlinks(native)).toBe(true);
});
