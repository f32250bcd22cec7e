import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { familyOf } from './processes';

/** The server has one core to itself; the database and who sends the requests share the other. */
export const SERVER_CORE = 0;
export const OTHER_CORE = 1;

/** Whether processes are kept to their cores: where the machine has taskset, and two cores. */
export const PINS_CORES = availableParallelism() >= 2 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The command that runs a program on one core. */
export function onCore(core: number, command: readonly [string, ...string[]]): [string, ...string[]] {
  return PINS_CORES ? ['taskset', '-c', String(core), ...command] : [...command];
}

/** Moves a running process and its children to one core; those that it starts later follow. */
export function moveToCore(core: number, pid: number): void {
  if (!PINS_CORES) return;
  for (const member of familyOf(pid)) {
    try {
      execFileSync('taskset', ['-acp', String(core), String(member)], { stdio: 'ignore' });
    } catch {
      // It has ended meanwhile.
    }
  }
}
