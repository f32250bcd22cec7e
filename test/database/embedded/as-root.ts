import { execFileSync } from 'node:child_process';

export const NOBODY = 65534;

/** A user id that /etc/passwd does not name, such as containers are given. */
export const NAMELESS = 54321;

/** A command that runs the rest of its arguments as that user. */
export function as(uid: number): readonly string[] {
  return ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
}

/** Runs the rest of its arguments in a user namespace. */
export const UNSHARE: readonly string[] = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];

/** Runs the rest of its arguments where there is nothing in the place of unshare. */
export const WITHOUT_UNSHARE = withMounts('mount --bind /dev/null "$(command -v unshare)"');

/** Runs the rest of its arguments after a shell command that changes what they see of the file system. */
export function withMounts(command: string): readonly string[] {
  return ['unshare', '--mount', 'sh', '-c', `${command} && exec "$@"`, 'sh'];
}

/**
 * A test that changes the account or the mounts, which takes root; skipped for others, and where one of the commands
 * that it needs does not work.
 */
export function testAsRoot(...needs: readonly (readonly string[])[]): jest.It {
  return process.getuid?.() === 0 && needs.every(works) ? test : test.skip;
}

function works(command: readonly string[]): boolean {
  const [file = '', ...args] = [...command, process.execPath, '--version'];
  try {
    execFileSync(file, args, { stdio: 'ignore', cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
