import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ChildReport } from './child-program';
import { Installation } from './installation';

/** Another Node process that has started PostgreSQL, or has failed to. */
export interface Child {
  readonly report: ChildReport;
  /** Tells it what to do and waits until it has ended. */
  end(order: 'stop' | 'exit' | 'throw' | 'leave'): Promise<void>;
  /** Ends it as the system does when it is out of memory. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A command that runs the rest of its arguments. */
  readonly prefix?: readonly string[];
}

export async function startChild(
  { program }: Installation,
  dataDir: string,
  { env = {}, prefix = [] }: ChildOptions = {},
): Promise<Child> {
  const [file = '', ...args] = [...prefix, process.execPath, program, dataDir];
  const child = spawn(file, args, { cwd: '/', env: { PATH: process.env.PATH, ...env }, stdio: 'pipe' });
  const exited = once(child, 'exit');
  const report = await readReport(child);
  return {
    report,
    end: async (order) => {
      child.stdin.write(order);
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function readReport(child: ChildProcessWithoutNullStreams): Promise<ChildReport> {
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as ChildReport;
  throw new Error(`the child said nothing but: ${Buffer.concat(complaints).toString()}`);
}
