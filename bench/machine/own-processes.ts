import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { CHILD_ENVIRONMENT } from '../../src/database/embedded/child-environment';

const running = new Set<ChildProcess>();

/** Starts a program with nothing of our environment but the given variables. It ends with this process at the latest. */
export function startProcess(
  [program, ...args]: readonly [string, ...string[]],
  variables: Readonly<Record<string, string>>,
  options: SpawnOptions = {},
): ChildProcess {
  const env = { ...CHILD_ENVIRONMENT, ...variables };
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, env });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Kills what was started here and still runs. For the moment in which this process ends. */
export function killOwnProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs a program to its end and answers what it printed. Throws where it fails, or takes longer than it may. */
export async function runProcess(
  command: readonly [string, ...string[]],
  variables: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<string> {
  const child = startProcess(command, variables, { timeout: timeoutMs, killSignal: 'SIGKILL' });
  let output = '';
  child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let faults = '';
  child.stderr!.on('data', (chunk: Buffer) => (faults += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return output;
  throw new Error(`${command.join(' ')} ended with ${code ?? 'a signal'}: ${faults || output}`);
}
