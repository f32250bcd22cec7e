import { ChildProcess, ChildProcessByStdio, spawn } from 'node:child_process';
import { Readable } from 'node:stream';

/** A run of the built program, `dist/program/main.js` or a command of `dist/program/cli`. */
export interface ProgramProcess {
  readonly child: ChildProcess;
  /** What it has written so far, on both streams. */
  output(): string;
  /** The first match in what it writes; rejects where it ends without one. */
  printed(pattern: RegExp): Promise<string>;
  readonly ended: Promise<Ended>;
}

export interface Ended {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Map<ChildProcess, (child: ChildProcess) => void>();

// What a test that failed has left running would keep jest from ending.
afterAll(() => {
  for (const [child, kill] of running) kill(child);
});

/** Starts a program as a user would, with nothing in its environment but the settings. */
export function spawnProgram(
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  folder?: string,
): ProgramProcess {
  return watched(
    spawn(process.execPath, [`dist/program/${script}`, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** Starts the built program as `npm start` does, in a process group of its own, as a terminal would. */
export function npmStart(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): ProgramProcess {
  // Without scripts: the build has been made, and other tests are reading it.
  return watched(
    spawn('npm', ['--silent', '--ignore-scripts', 'start', '--', ...args], {
      env: { PATH: process.env.PATH, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    }),
    (child) => process.kill(-child.pid!, 'SIGKILL'),
  );
}

function watched(
  child: ChildProcessByStdio<null, Readable, Readable>,
  kill: (child: ChildProcess) => void = (running) => running.kill('SIGKILL'),
): ProgramProcess {
  running.set(child, kill);
  child.once('exit', () => running.delete(child));
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (written[stream] += text));
  }
  const output = () => written.stdout + written.stderr;
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (exitCode) => resolve({ exitCode, ...written })),
  );
  const printed = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output());
        if (match === null) return;
        child.stdout.off('data', look);
        child.stderr.off('data', look);
        resolve(match[1] ?? match[0]);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void ended.then(({ exitCode }) => reject(new Error(`it ended with ${exitCode}: ${output()}`)));
      look();
    });
  return { child, output, printed, ended };
}
