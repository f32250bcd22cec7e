import { ChildProcess, spawn } from 'node:child_process';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** Whom to tell to stop: the command, which tells its own children, or everything that it has started. */
  readonly stops: 'itself' | 'its group';
}

/**
 * Runs commands side by side until one of them ends or this process is told to stop, then stops the others. Resolves when
 * all have ended: to 0 where it was told to stop, else to the exit code of the first that ended, at least 1.
 *
 * Each command has a process group of its own: Ctrl-C reaches every process of the terminal's group, and npm sends it a
 * second time, which a server takes for "at once". So each command gets one signal, from here.
 */
export async function runTogether(commands: readonly Command[]): Promise<number> {
  const children = commands.map(({ file, args }) =>
    spawn(file, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }),
  );
  const told = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(0));
  });
  const ends = children.map(endOf);
  const exitCode = await Promise.race([told, ...ends.map(async (end) => Math.max(1, await end))]);
  children.forEach((child, index) => stop(child, commands[index]!.stops));
  await Promise.all(ends);
  return exitCode;
}

function stop(child: ChildProcess, whom: Command['stops']): void {
  if (whom === 'itself' || child.pid === undefined) child.kill('SIGTERM');
  else if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGTERM');
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
    child.once('error', (error) => {
      process.stderr.write(`${child.spawnfile}: ${error.message}\n`);
      resolve(1);
    });
  });
}
