import { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throughPooler } from './pooler';
import { Ended, ProgramProcess, spawnProgram } from './program-process';

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has written so far, on both streams. */
  output(): string;
  /** The first match in what it writes; rejects where it ends without one. */
  printed(pattern: RegExp): Promise<string>;
  stop(): Promise<Ended>;
}

/** Starts the built program, of another folder where one is given, as a user would, on the given database, a free port and a data folder of its own. */
export async function startServerProcess(
  databaseUrl: string,
  settings: Record<string, string> = {},
  args: readonly string[] = [],
  folder?: string,
): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ambit-process-'));
  const program = spawnServer({ ...addressesOf(databaseUrl), DATA_DIR: dataDir, ...settings }, args, folder);
  const url = await program.printed(/Ambit answers at (\S+)/);
  const stop = async () => {
    program.child.kill('SIGTERM');
    const ended = await program.ended;
    await rm(dataDir, { recursive: true, force: true });
    return ended;
  };
  return {
    url,
    child: program.child,
    printed: (pattern) => program.printed(pattern),
    output: () => program.output(),
    stop,
  };
}

/** Through the pooler of the run, where it has one and the address is one of its server. */
function addressesOf(url: string): Record<string, string> {
  const { AMBIT_TEST_POOLER_PORT: port, AMBIT_TEST_SERVER_URL: server = '' } = process.env;
  if (port === undefined || new URL(url).host !== new URL(server).host) return { DATABASE_URL: url };
  return {
    DATABASE_URL: throughPooler(url, Number(port)),
    DATABASE_DIRECT_URL: url,
    DATABASE_POOLER: 'transaction',
  };
}

/** The same without waiting for it to answer. */
export function spawnServer(
  settings: Record<string, string>,
  args: readonly string[] = [],
  folder?: string,
): ProgramProcess {
  return spawnProgram('main.js', args, { PORT: '0', LOG_LEVEL: 'warn', ...settings }, folder);
}
