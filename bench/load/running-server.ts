import { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CASE_ROLES, CaseName, Question } from '../cases/question';
import { Contender } from '../contenders/contender';
import { withOnce } from './generator';
import { onCore, SERVER_CORE } from '../machine/cores';
import { startProcess } from '../machine/own-processes';

export type Role = (typeof CASE_ROLES)[CaseName];
export type ApiKeys = Readonly<Record<Role, string>>;

/** A contender that answers. */
export interface RunningServer {
  readonly contender: Contender;
  readonly pid: number;
  readonly bodyOf: (question: Question) => object;
  urlOf(name: CaseName): string;
  keyOf(name: CaseName): string;
  /** The `data` of the answer to a question. Throws where it answers with an error. */
  ask(name: CaseName, question: Question): Promise<unknown>;
  /** Ends it, and answers its exit code; null where it had to be killed. */
  stop(): Promise<number | null>;
}

const LOG_FOLDER = '.data/bench';

const START_MS = 60_000;
const STOP_MS = 15_000;
const ASK_MS = 30_000;

/** Starts a contender on a database, in production mode and on its core. Throws where it does not come to answer. */
export async function startServer(
  contender: Contender,
  databaseUrl: string,
  keys: ApiKeys,
): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ambit-bench-'));
  const { command, usesAllCores = false, settings } = contender;
  const child = startProcess(usesAllCores ? command : onCore(SERVER_CORE, command), {
    NODE_ENV: 'production',
    GRAPHILE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    PORT: '0',
    // So that no contender's load is refused: the bucket of a key works and is never empty, and a request that waits for a turn gets it.
    COST_BUCKET_POINTS: '1000000000',
    COST_RESTORE_PER_SECOND: '1000000000',
    REQUEST_WAIT_MS: '20000',
    ...settings,
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const base = await answeredBase(contender.name, child);
  const keyOf = (name: CaseName) => keys[CASE_ROLES[name]];
  const bodyOf = await contender.bodies((path, body) => askAt(base + path, body, keyOf('Q1')));
  const urlOf = (name: CaseName) => base + contender.pathOf(name);
  return {
    contender,
    pid: child.pid!,
    bodyOf,
    urlOf,
    keyOf,
    ask: (name, question) => askAt(urlOf(name), bodyOf(question), keyOf(name)),
    stop: async () => {
      const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      child.kill('SIGTERM');
      const exitCode = await ended;
      clearTimeout(killer);
      await rm(dataDir, { recursive: true, force: true });
      return exitCode;
    },
  };
}

/** Where what a server says is kept until it is started again. */
function logOf(name: string): string {
  return join(LOG_FOLDER, `${name.replace(/\W/g, '-')}.log`);
}

/** Where a contender that was started answers, once it says so; what it says from then on goes to its log. Kills it and throws where it does not. */
export function answeredBase(name: string, child: ChildProcess): Promise<string> {
  mkdirSync(LOG_FOLDER, { recursive: true });
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) => {
      child.kill('SIGKILL');
      reject(new Error(`${name} ${why}: ${output}`));
    };
    const timer = setTimeout(() => fail(`did not answer within ${START_MS / 1_000} s`), START_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const base = /answers at (http:\/\/[\d.:]+)/.exec(output)?.[1];
      if (base === undefined) return;
      clearTimeout(timer);
      const log = createWriteStream(logOf(name));
      for (const stream of streams) stream.off('data', read).pipe(log, { end: false });
      resolve(base);
    };
    const streams = [child.stdout!, child.stderr!];
    for (const stream of streams) stream.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}

async function askAt(url: string, body: object, key: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const signal = AbortSignal.timeout(ASK_MS);
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: withOnce(JSON.stringify(body)),
    signal,
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (response.ok && data != null && errors === undefined) return data;
  throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}\nIts log is in ${LOG_FOLDER}.`);
}
