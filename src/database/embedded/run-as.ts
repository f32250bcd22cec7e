import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { CHILD_ENVIRONMENT } from './child-environment';

/** In whose name PostgreSQL runs. */
export interface RunAs {
  /** Comes before the program and its arguments. */
  readonly prefix: readonly string[];
  /** Null: the account of this process. */
  readonly account: Account | null;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const OURSELVES: RunAs = { prefix: [], account: null };

/**
 * PostgreSQL refuses to run as root, and initdb for a user id without a name. Both are given the name of another
 * account in a user namespace of their own, where the files still belong to who started it. Where the machine allows
 * no namespaces, root becomes that account. A cluster that belongs to somebody is run by its owner, so that starting
 * it once as root does not take it away from him.
 */
export async function chooseRunAs(cluster: string): Promise<RunAs> {
  const uid = process.getuid?.();
  if (uid === undefined || (uid !== 0 && hasName())) return OURSELVES;
  const owner = uid === 0 ? await ownerOf(cluster) : null;
  if (owner !== null && owner.uid !== 0) return { prefix: [], account: owner };
  const account = unprivilegedAccount();
  const prefix = ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
  if (await canRun([...prefix, 'true'])) return { prefix, account: null };
  return uid === 0 ? { prefix: [], account } : OURSELVES;
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** Changes the owner of an existing cluster, where root has no other way to run it than as that account. */
export async function giveClusterTo(cluster: string, { account }: RunAs): Promise<void> {
  if (account === null || (await ownerOf(cluster))?.uid === account.uid) return;
  const args = ['-R', '-P', `${account.uid}:${account.gid}`, cluster];
  await promisify(execFile)('chown', args, { env: CHILD_ENVIRONMENT });
}

async function ownerOf(cluster: string): Promise<Account | null> {
  const found = await stat(cluster).catch(() => null);
  return found === null ? null : { uid: found.uid, gid: found.gid };
}

/** `postgres` where the machine has such an account, else `nobody`. */
function unprivilegedAccount(): Account {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return { uid: 65534, gid: 65534 };
}

async function canRun([file = '', ...args]: readonly string[]): Promise<boolean> {
  return promisify(execFile)(file, args, { env: CHILD_ENVIRONMENT }).then(
    () => true,
    () => false,
  );
}
