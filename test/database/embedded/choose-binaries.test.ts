import { chmod, copyFile, readlink, rename, rm, stat, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chooseBinaries } from '../../../src/database/embedded/choose-binaries';
import { Binaries } from '../../../src/database/embedded/find-binaries';
import { RunAs } from '../../../src/database/embedded/run-as';
import { testAsRoot, withMounts } from './as-root';
import { startChild } from './child';
import { emptyDataDir, removeDataDir } from './embedded-postgres';
import { install, Installation } from './installation';

jest.setTimeout(60_000);

const OURSELVES: RunAs = { prefix: [], account: null };

let installation: Installation;
let binaries: Binaries;
/** Where the copy lies, if one is made in this process. */
let copy: string;

beforeAll(async () => {
  installation = await install();
  binaries = { native: installation.native, version: basename(installation.root) };
  copy = join(tmpdir(), `ambit-postgres-${binaries.version}-${process.getuid?.()}`);
});

afterAll(() => Promise.all([installation.remove(), rm(copy, { recursive: true, force: true })]));

test('links of the binaries that npm did not make are made', async () => {
  const link = join(installation.native, 'lib', 'libicuuc.so.60');
  await expect(stat(link)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await chooseBinaries(binaries, OURSELVES)).toBe(installation.native);
  expect(await readlink(link)).toBe('libicuuc.so.60.2');
});

testAsRoot(withMounts('true'))('a disk from which nothing may be run is an error (needs mount)', async () => {
  const files = await emptyDataDir();
  const disk = installation.root;
  const prefix = withMounts(`mount --bind ${disk} ${disk} && mount -o remount,bind,noexec ${disk}`);
  const { report } = await startChild(installation, files.dataDir, { prefix, env: { TMPDIR: '/nowhere' } });
  expect(report).toEqual({
    error: 'EmbeddedPostgresError',
    message: expect.stringMatching(
      /^PostgreSQL cannot be run from .*ermission denied.*\/nowhere.*\n.*noexec.*$/,
    ),
  });
  await removeDataDir(files);
});

describe('binaries that lost their executable bit', () => {
  beforeAll(async () => {
    const program = join(installation.native, 'bin', 'postgres');
    await copyFile(program, `${program}.copy`);
    await chmod(`${program}.copy`, 0o644);
    await rename(`${program}.copy`, program);
  });

  test('binaries that lost their executable bit are not run from a place that somebody else may have prepared', async () => {
    await symlink(installation.root, copy);
    await expect(chooseBinaries(binaries, OURSELVES)).rejects.toThrow(/ belongs to somebody else.*\n.*/);
    await unlink(copy);
  });

  test('binaries that lost their executable bit are copied, and the copy is mended', async () => {
    expect(await chooseBinaries(binaries, OURSELVES)).toBe(copy);
    const lost = join(copy, 'share', 'postgresql', 'timezonesets', 'Default');
    await rm(lost);
    expect(await chooseBinaries(binaries, OURSELVES)).toBe(copy);
    expect((await stat(lost)).size).toBeGreaterThan(0);
  });
});
