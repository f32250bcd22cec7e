import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPrivateFile } from '../../src/platform/private-file';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'ambit-private-'))));
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string): Promise<void> {
  const file = await newPrivateFile(path);
  await file.writeFile('secret');
  await file.close();
}

it('a private file is its owner’s alone, also where one that everybody reads was there before', async () => {
  const path = join(folder, 'keys');
  await writeFile(path, 'old', { mode: 0o666 });
  await write(path);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toBe('secret');
});

it('a private file is never written through a link that was there before', async () => {
  const [path, elsewhere] = [join(folder, 'keys'), join(folder, 'elsewhere')];
  await writeFile(elsewhere, 'old');
  await symlink(elsewhere, path);
  await write(path);
  expect([await readFile(elsewhere, 'utf8'), await readFile(path, 'utf8')]).toEqual(['old', 'secret']);
});
