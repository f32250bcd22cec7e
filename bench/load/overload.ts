import { resolve } from 'node:path';
import { onCore, OTHER_CORE } from '../machine/cores';
import { runProcess } from '../machine/own-processes';
import { PEERS } from '../require-from-peers';
import { Load } from './generator';

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

/** More than a server that sheds load keeps busy; one that does not fills them all. */
const CONNECTIONS = 1_000;
const GRACE_MS = 60_000;

export async function sendOverload(overload: Overload): Promise<SeenUnderOverload> {
  const load = JSON.stringify({ ...overload, connections: CONNECTIONS });
  const command = [process.execPath, resolve(PEERS, 'open-loop.mjs'), load] as const;
  const output = await runProcess(onCore(OTHER_CORE, [...command]), {}, overload.seconds * 1_000 + GRACE_MS);
  const line = /^RESULT (.+)$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`autocannon told no result: ${output}`);
  return JSON.parse(line) as SeenUnderOverload;
}
