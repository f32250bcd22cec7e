import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AMBIT } from './contenders/ambit';
import { answeredBase } from './load/running-server';
import { describeMachine, loadNow, versionsWith } from './machine/describe-machine';
import { startProcess } from './machine/own-processes';
import { memoryOf } from './machine/processes';
import { Options } from './options';
import { StartResult, StartRound } from './report/start';

/** After so long a process that nobody asks has given back what the start took. */
const IDLE_MS = 25_000;

/** How long a start takes until /readyz says so, with an embedded database that is there, and what an idle process holds. */
export async function runStart(
  options: Options,
  postgres: string,
  tell: (line: string) => void,
): Promise<StartResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ambit-bench-start-'));
  const loadBefore = loadNow();
  const rounds: StartRound[] = [];
  try {
    // Makes the database and the demo.
    await startedOn(dataDir, () => Promise.resolve(null));
    for (let round = 1; round <= options.rounds; round += 1) {
      rounds.push(await startedOn(dataDir, idleMemory));
      tell(`start ${round} of ${options.rounds} measured`);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
  return {
    measuredAt: new Date().toISOString(),
    machine: { ...describeMachine(), pinsCores: false, loadBefore, loadAfter: loadNow() },
    versions: versionsWith(postgres),
    rounds,
  };
}

async function idleMemory(pid: number): Promise<number | null> {
  await sleep(IDLE_MS);
  return memoryOf(pid)?.now ?? null;
}

async function startedOn(
  dataDir: string,
  memory: (pid: number) => Promise<number | null>,
): Promise<StartRound> {
  const from = performance.now();
  const child = startProcess(AMBIT.command, {
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    PORT: '0',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const base = await answeredBase(AMBIT.name, child);
    while ((await fetch(`${base}/readyz`)).status !== 200) await sleep(10);
    const readyMs = performance.now() - from;
    return { readyMs, idleMb: await memory(child.pid!) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
