import { spawn } from 'node:child_process';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the built program as `npm run` does, on the given database. */
export function runCli(
  command: string,
  args: readonly string[],
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<CliResult> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, ...settings };
  const child = spawn(process.execPath, [`dist/program/cli/${command}.js`, ...args], { env });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...output })));
}
