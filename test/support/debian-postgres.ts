import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/database/embedded/free-port';

/** Whether Debian's PostgreSQL of a major version is installed. */
export function hasDebianPostgres(major: number): boolean {
  return existsSync(`${binariesOf(major)}/initdb`);
}

export interface DebianPostgres {
  /** Of its database `postgres`, which is empty. */
  readonly url: string;
  readonly remove: () => void;
}

/** Starts a server of that version on a new cluster, which lets every user of this machine in. */
export async function startDebianPostgres(major: number): Promise<DebianPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'ambit-debian-'));
  const account = accountOf();
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(binariesOf(major), program), args, { ...account, cwd: folder, stdio: 'ignore' });
  run('initdb', '-D', folder, '-U', 'owner', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8');
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  run('pg_ctl', '-D', folder, '-w', '-l', join(folder, 'log'), '-o', settings, 'start');
  return {
    url: `postgres://owner@127.0.0.1:${port}/postgres?sslmode=disable`,
    remove: () => {
      run('pg_ctl', '-D', folder, '-w', '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binariesOf(major: number): string {
  return `/usr/lib/postgresql/${major}/bin`;
}

/** PostgreSQL refuses to run as root. */
function accountOf(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}
