import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { CHILD_ENVIRONMENT } from '../../src/database/embedded/child-environment';
import { ONCE } from '../cases/question';
import { onCore, OTHER_CORE } from '../machine/cores';
import { runProcess } from '../machine/own-processes';
import { PEERS } from '../require-from-peers';

/** Requests that are sent over and over, each connection waiting for its answer before it sends the next one. */
export interface Load {
  readonly url: string;
  readonly key: string;
  /** Holds a body a line. */
  readonly bodiesFile: string;
  readonly connections: number;
  readonly seconds: number;
}

/** What the generator saw. Times in milliseconds. */
export interface Seen {
  readonly requests: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers other than 200, broken connections, and requests without an answer. */
  readonly failed: number;
}

/** wrk where the machine has it: it takes a fifth of the processor time of autocannon, and shares a core with the database. */
export const GENERATOR = hasWrk() ? 'wrk' : 'autocannon';

const GRACE_MS = 30_000;

function hasWrk(): boolean {
  try {
    execFileSync('wrk', ['--version'], { stdio: 'ignore', env: CHILD_ENVIRONMENT });
    return true;
  } catch (error) {
    // It knows no such option and ends with a fault, but it is there.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** Sends a load and tells what came of it. */
export async function sendLoad(load: Load): Promise<Seen> {
  const command = GENERATOR === 'wrk' ? wrkCommand(load) : autocannonCommand(load);
  const output = await runProcess(onCore(OTHER_CORE, command), {}, load.seconds * 1_000 + GRACE_MS);
  const line = /^RESULT (.+)$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`${GENERATOR} told no result: ${output}`);
  return JSON.parse(line) as Seen;
}

function wrkCommand({ url, key, bodiesFile, connections, seconds }: Load): [string, ...string[]] {
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s'];
  return [
    'wrk',
    ...options,
    '-s',
    resolve('bench/load/wrk.lua'),
    url,
    '--',
    bodiesFile,
    key,
    ONCE,
    newOnce(),
  ];
}

function autocannonCommand(load: Load): [string, ...string[]] {
  const once = { placeholder: ONCE, start: newOnce() };
  return [process.execPath, resolve(PEERS, 'closed-loop.mjs'), JSON.stringify({ ...load, once })];
}

/** What stands in the place of `ONCE` begins with this in one run; eight digits that count follow. */
function newOnce(): string {
  return randomBytes(4).toString('hex');
}

/** A body with a text of its own in each place of `ONCE`. */
export function withOnce(body: string): string {
  return body.replaceAll(ONCE, randomBytes(ONCE.length / 2).toString('hex'));
}
