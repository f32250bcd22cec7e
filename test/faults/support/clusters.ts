import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../../src/database/embedded/free-port';

/** The folder of a PostgreSQL with which a second server can be made that follows a first one; null where the machine has none. */
export function replicatingBinaries(): string | null {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const folders = versions.map((version) => `/usr/lib/postgresql/${version}/bin`);
  return folders.reverse().find((folder) => existsSync(join(folder, 'pg_basebackup'))) ?? null;
}

/** `it` of the long run where such a PostgreSQL is installed; else the test is skipped, and its name says why. */
export function itWithReplication(name: string, work: () => Promise<void>, timeoutMs?: number): void {
  if (process.env.AMBIT_LONG !== '1') it.skip(`${name} (with AMBIT_LONG=1)`, work);
  else if (replicatingBinaries() !== null) it(name, work, timeoutMs);
  else it.skip(`${name} (no pg_basebackup under /usr/lib/postgresql)`, work);
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=32MB',
  'max_connections=100',
  'fsync=off',
  'wal_level=replica',
  'wal_keep_size=256MB',
  'hot_standby=on',
  'timezone=UTC',
];

/** A server of a replicated PostgreSQL, with a data folder of its own; every user is let in. */
export class Cluster {
  private constructor(
    readonly name: string,
    readonly port: number,
    private readonly data: string,
  ) {}

  static async primary(name: string): Promise<Cluster> {
    const made = new Cluster(name, await freePort(), newFolder(name));
    run('initdb', ['-D', made.data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']);
    made.start();
    await made.query('CREATE DATABASE ambit');
    return made;
  }

  /** One that follows `primary`, under its own name; on the port of one that has gone, where it is given. */
  static async following(primary: Cluster, name: string, port?: number): Promise<Cluster> {
    const made = new Cluster(name, port ?? (await freePort()), newFolder(name));
    const from = `host=127.0.0.1 port=${primary.port} user=postgres application_name=${name}`;
    run('pg_basebackup', ['-D', made.data, '-d', from, '-X', 'stream', '-c', 'fast', '-R']);
    made.start();
    return made;
  }

  start(): void {
    const settings = [...SETTINGS, `port=${this.port}`, `cluster_name=${this.name}`].map(
      (each) => `-c ${each}`,
    );
    run('pg_ctl', [
      '-D',
      this.data,
      '-w',
      '-t',
      '60',
      '-l',
      join(this.data, 'log'),
      '-o',
      settings.join(' '),
      'start',
    ]);
  }

  /** `fast` ends its sessions in order; `immediate` is a crash. */
  stop(how: 'fast' | 'immediate'): void {
    run('pg_ctl', ['-D', this.data, '-w', '-m', how, 'stop']);
  }

  promote(): void {
    run('pg_ctl', ['-D', this.data, '-w', 'promote']);
  }

  /** Commits are acknowledged only when the server of this name has them too; '' for none. */
  async waitFor(name: string): Promise<void> {
    await this.query(`ALTER SYSTEM SET synchronous_standby_names = '${name}'`);
    await this.query('SELECT pg_reload_conf()');
  }

  async query<Row extends object>(text: string): Promise<Row[]> {
    const database = text.startsWith('CREATE DATABASE') ? 'postgres' : 'ambit';
    const client = new Client({ host: '127.0.0.1', port: this.port, user: 'postgres', database });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** Until it has applied what the primary had written when this was asked. */
  async caughtUpWith(primary: Cluster): Promise<void> {
    const [{ at }] = (await primary.query<{ at: string }>(
      'SELECT pg_current_wal_flush_lsn()::text AS at',
    )) as [{ at: string }];
    for (;;) {
      const [row] = await this.query<{ is: boolean }>(`SELECT pg_last_wal_replay_lsn() >= '${at}' AS is`);
      if (row!.is) return;
      await sleep(20);
    }
  }

  /** How many times an index of the customers was read in it, as far as its sessions have told. */
  async reads(): Promise<number> {
    const [row] = await this.query<{ count: number }>(
      `SELECT (seq_scan + coalesce(idx_scan, 0))::int AS count FROM pg_stat_user_tables WHERE relname = 'customers'`,
    );
    return row!.count;
  }

  remove(): void {
    try {
      this.stop('immediate');
    } catch {
      // It was stopped by the test.
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** The address of servers on several ports, as libpq takes it. */
export function addressOf(ports: readonly number[], parameters = 'target_session_attrs=read-write'): string {
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',');
  return `postgres://postgres@${hosts}/ambit?sslmode=disable&${parameters}`;
}

function account(): { uid: number; gid: number } | object {
  if (process.getuid?.() !== 0) return {};
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

function newFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `ambit-cluster-${name}-`));
  const { uid, gid } = account() as { uid?: number; gid?: number };
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

/** PostgreSQL does not run as root. */
function run(program: string, args: readonly string[]): void {
  execFileSync(join(replicatingBinaries()!, program), args, {
    ...account(),
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: 'ignore',
  });
}
