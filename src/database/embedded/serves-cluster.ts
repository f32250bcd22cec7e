import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CHILD_ENVIRONMENT } from './child-environment';
import { clusterMark } from './cluster-directory';
import { ClusterFiles } from './cluster-files';

/**
 * Whether the process is alive and is the server of this cluster, started by us or by hand. A process id alone proves
 * nothing: after a crash of the machine it may have been given to another program, or to the server of another cluster.
 */
export async function servesCluster(pid: number, files: ClusterFiles): Promise<boolean> {
  if (process.platform === 'win32') return isAlive(pid);
  const marks = [files.cluster, clusterMark(files)];
  if (process.platform === 'linux') {
    const args = await readArguments(pid);
    return marks.some((mark) => args.includes(mark));
  }
  const command = await askForCommand(pid);
  return marks.some((mark) => `${command} `.includes(` ${mark} `));
}

async function readArguments(pid: number): Promise<readonly string[]> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return line.split('\0');
}

async function askForCommand(pid: number): Promise<string> {
  const ps = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', `${pid}`], { env: CHILD_ENVIRONMENT });
  return ps.then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}

/** Windows tells no command lines: that the process lives has to do. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
