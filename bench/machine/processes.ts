import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of /proc a second; 100 on nearly every Linux. */
const TICKS_A_SECOND = readTicks();

/** What /proc tells of a process; null where there is no such process, or no /proc. Times in milliseconds of processor time. */
interface ProcessTimes {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended and were waited for. */
  readonly ended: number;
}

function readTicks(): number {
  try {
    return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  } catch {
    return 100;
  }
}

function readTimes(pid: number | 'self'): ProcessTimes | null {
  const stat = readProc(`${pid}/stat`);
  if (stat === null) return null;
  // The second field is the name in parentheses and may hold anything; the third one, the state, comes after the last of them.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const milliseconds = (nth: number) => (Number(fields[nth - 3]) * 1_000) / TICKS_A_SECOND;
  return {
    parent: Number(fields[1]),
    own: milliseconds(14) + milliseconds(15),
    ended: milliseconds(16) + milliseconds(17),
  };
}

function readProc(path: string): string | null {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return null;
  }
}

/** The process and all that it has started, without those that have ended. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of processNumbers()) {
    const parent = readTimes(name)?.parent;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), name]);
  }
  const family = [pid];
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

function processNumbers(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Processor time that the process and all of its children have used so far, in milliseconds; null where it is not told. */
export function processorTime(pid: number): number | null {
  if (readTimes(pid) === null) return null;
  return familyOf(pid).reduce((sum, member) => {
    const times = readTimes(member);
    return times === null ? sum : sum + times.own + times.ended;
  }, 0);
}

/** The same of the children of this process that have ended. */
export function processorTimeOfEnded(): number | null {
  return readTimes('self')?.ended ?? null;
}

/** Memory that a process has in use and has had at most, in MB; null where it is not told. */
export function memoryOf(pid: number): { readonly now: number; readonly most: number } | null {
  const status = readProc(`${pid}/status`);
  const inMb = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status ?? '')?.[1]) / 1_024;
  const now = inMb('VmRSS');
  return Number.isNaN(now) ? null : { now, most: inMb('VmHWM') };
}

/** The name of the program that a process runs, as `postgres`; null where there is no such process. */
export function programOf(pid: number): string | null {
  return readProc(`${pid}/comm`)?.trim() ?? null;
}

export function parentOf(pid: number): number | null {
  return readTimes(pid)?.parent ?? null;
}
