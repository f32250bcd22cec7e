import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHILD_ENVIRONMENT } from './child-environment';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { Binaries } from './find-binaries';
import { makeSymlinks } from './make-symlinks';
import { mirrorBinaries } from './mirror-binaries';
import { RunAs } from './run-as';

/**
 * The directory from which the account can run PostgreSQL: where npm put it, else a copy. Throws EmbeddedPostgresError
 * where it runs from neither.
 */
export async function chooseBinaries(binaries: Binaries, runAs: RunAs): Promise<string> {
  const faults: string[] = [];
  for (const prepare of [keepInPlace, mirrorBinaries]) {
    try {
      const native = await prepare(binaries);
      await tryToRun(native, runAs);
      return native;
    } catch (error) {
      faults.push((error as Error).message.trim());
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL cannot be run from ${binaries.native} (${faults[0]}), nor from a copy (${faults[1]}).`,
    'It needs a disk that is not mounted noexec and, on Linux, glibc (Alpine has none). Or set DATABASE_URL.',
  );
}

function keepInPlace({ native }: Binaries): Promise<string> {
  return Promise.resolve(native);
}

async function tryToRun(native: string, runAs: RunAs): Promise<void> {
  if (!(await makeSymlinks(native))) throw new Error('links between its libraries cannot be made');
  const [file = '', ...args] = [...runAs.prefix, join(native, 'bin', 'postgres'), '--version'];
  await promisify(execFile)(file, args, { ...runAs.account, cwd: '/', env: CHILD_ENVIRONMENT });
}
