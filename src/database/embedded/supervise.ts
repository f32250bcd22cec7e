import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { CHILD_ENVIRONMENT } from './child-environment';
import { RunAs } from './run-as';

export interface Job {
  readonly program: string;
  readonly args: readonly string[];
  readonly runAs: RunAs;
  readonly cwd: string;
  /** File descriptor that takes what the program writes to its two outputs. */
  readonly output: number;
}

/** A program that ends when this process ends, however it ends. */
export interface Supervised {
  /** Process id of the program; null where it could not be started. */
  readonly pid: Promise<number | null>;
  /** Its exit status; null where a signal ended it. Rejects where it could not be started. */
  readonly exited: Promise<number | null>;
  /** Lets this process end although the program runs. */
  unref(): void;
  /** Asks the program to end and waits until it has. */
  stop(): Promise<void>;
}

/**
 * The shell's standard input is a pipe whose other end only this process holds: when it closes, this process is gone
 * or asks for the end. SIGINT is PostgreSQL's order to cut off its clients and shut down in good order. It is repeated
 * because a program that has not yet set up its signals ignores the first one.
 */
const SUPERVISOR = `
exec 3<&0
"$@" 3<&- >&2 &
program=$!
echo "$program"
{ read -r _ <&3; while kill -INT "$program"; do sleep 1; done; } 2>/dev/null &
watcher=$!
wait "$program"
status=$?
kill "$watcher"
exit "$status"
`;

/** Starts the job, so that it ends with this process whatever ends that. Windows has no shell for it: there it may be left. */
export function supervise(job: Job): Supervised {
  const child = process.platform === 'win32' ? spawnPlainly(job) : spawnUnderShell(job);
  const exited = once(child, 'exit').then(([status]) => status as number | null);
  // A failure to start that nobody awaits any more must not end this process.
  exited.catch(() => undefined);
  child.stdin?.on('error', () => undefined);
  return {
    pid: readPid(child),
    exited,
    unref: () => {
      child.unref();
      if (child.stdin instanceof Socket) child.stdin.unref();
    },
    stop: async () => {
      child.ref();
      if (child.stdin === null) child.kill();
      else child.stdin.end();
      await exited;
    },
  };
}

function spawnUnderShell(job: Job): ChildProcess {
  return spawn('/bin/sh', ['-c', SUPERVISOR, 'sh', ...job.runAs.prefix, job.program, ...job.args], {
    ...job.runAs.account,
    cwd: job.cwd,
    env: CHILD_ENVIRONMENT,
    // A session of its own, so that Ctrl-C at the terminal does not take the database away from a closing server.
    detached: true,
    stdio: ['pipe', 'pipe', job.output],
  });
}

/** On Windows nothing watches: the server outlives a process that is killed, and the next start attaches to it. */
function spawnPlainly(job: Job): ChildProcess {
  return spawn(job.program, job.args, { cwd: job.cwd, stdio: ['ignore', job.output, job.output] });
}

async function readPid(child: ChildProcess): Promise<number | null> {
  if (child.stdout === null) return child.pid ?? null;
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]).catch(() => [null]);
  child.stdout.destroy();
  return Buffer.isBuffer(line) ? Number(line.toString()) : null;
}
