import { resolve } from 'node:path';
import { onCore, OTHER_CORE } from '../machine/cores';
import { runProcess } from '../machine/own-processes';
import { PEERS } from '../require-from-peers';
import { GENERATOR, Load } from './generator';

/** Requests that come at a rate, whether those before them were answered or not, over as many connections as that takes. */
export interface Overload extends Omit<Load, 'connections'> {
  readonly perSecond: number;
}

/** What became of them. Times in milliseconds. */
export interface SeenUnderOverload {
  /** Requests a second that the generator brought to bear; it may not reach what it was told. */
  readonly offered: number;
  readonly accepted: number;
  /** Answered with 503. */
  readonly shed: number;
  /** Of those, without the header Retry-After. */
  readonly shedWithoutRetryAfter: number;
  /** Answered otherwise, or not at all. */
  readonly failed: number;
  readonly acceptedP50: number;
  readonly acceptedP99: number;
  readonly shedP99: number;
  readonly longest: number;
}

/** Three times as many as the server answers at a time; more make the sender and the kernel the subject. */
const CONNECTIONS = 200;
const GRACE_MS = 60_000;

export async function sendOverload(overload: Overload): Promise<SeenUnderOverload> {
  const command = GENERATOR === 'wrk' ? wrkCommand(overload) : autocannonCommand(overload);
  const output = await runProcess(onCore(OTHER_CORE, command), {}, overload.seconds * 1_000 + GRACE_MS);
  const line = /^RESULT (.+)$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`${GENERATOR} told no result: ${output}`);
  return JSON.parse(line) as SeenUnderOverload;
}

function wrkCommand({ url, key, bodiesFile, seconds, perSecond }: Overload): [string, ...string[]] {
  const options = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--timeout', '20s'];
  const pause = String((1_000 * CONNECTIONS) / perSecond);
  return ['wrk', ...options, '-s', resolve('bench/load/overload.lua'), url, '--', bodiesFile, key, pause];
}

function autocannonCommand(overload: Overload): [string, ...string[]] {
  const load = JSON.stringify({ ...overload, connections: CONNECTIONS });
  return [process.execPath, resolve(PEERS, 'open-loop.mjs'), load];
}
