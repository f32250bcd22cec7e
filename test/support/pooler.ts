import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../src/database/embedded/free-port';

const PROGRAM = '/usr/sbin/pgbouncer';

/** Whether this machine has the pooler of Debian. */
export function hasPooler(): boolean {
  return existsSync(PROGRAM);
}

export interface Pooler {
  readonly port: number;
  stop(): Promise<void>;
}

/** pgbouncer in transaction mode before a server: it knows the user of the address, who tells it the passwords of others. */
export async function startPooler(serverUrl: string): Promise<Pooler> {
  const { hostname, port: serverPort, username, password } = new URL(serverUrl);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'ambit-pooler-'));
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    pool_mode: 'transaction',
    default_pool_size: 8,
    max_client_conn: 500,
    auth_type: 'scram-sha-256',
    auth_file: join(folder, 'users'),
    auth_user: username,
    auth_query: 'SELECT usename, passwd FROM pg_shadow WHERE usename = $1',
    // Clones of databases that are dropped are to have no session left.
    server_idle_timeout: 1,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const file = join(folder, 'pgbouncer.ini');
  const server = `* = host=${hostname} port=${serverPort === '' ? 5432 : serverPort}`;
  writeFileSync(file, `[databases]\n${server}\n[pgbouncer]\n${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'users'), `"${username}" "${decodeURIComponent(password)}"\n`);
  const account = unprivileged();
  if (account !== null)
    for (const each of [folder, file, join(folder, 'users')]) chownSync(each, account.uid, account.gid);
  const child = spawn(PROGRAM, [file], { ...account, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  while (!(await answers(port, serverUrl))) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended: ${output}`);
    await sleep(50);
  }
  return {
    port,
    async stop() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number, serverUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: throughPooler(serverUrl, port) });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

/** The same address through the pooler. */
export function throughPooler(url: string, port: number): string {
  const address = new URL(url);
  address.hostname = '127.0.0.1';
  address.port = `${port}`;
  return address.toString();
}

/** It refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const [, uid, gid] =
    /^(?:postgres|nobody):[^:]*:(\d+):(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}
