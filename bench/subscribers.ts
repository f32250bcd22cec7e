import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiKey } from '../src/access/use-cases/create-api-key';
import { readEnvironment } from '../src/boot/environment';
import { dataSourceFor } from '../src/boot/data-source';
import { startEmbeddedPostgres } from '../src/database/embedded/start-embedded-postgres';
import { migrate } from '../src/database/migrate';
import { databaseOver } from '../src/platform/transactions/database';

/*
 * How much memory subscribers take of a server, and how soon they all hear of an event. Reads the memory of the process from
 * /proc, so Linux only. `npm run build && npm run build:bench`, then: node dist/bench/subscribers.js
 */

const SUBSCRIBERS = 1_000;
const EVENTS = 50;
const DOCUMENT = 'subscription { events { id type occurredAt cursor data } }';
/** As the script `start` of package.json starts it. */
const HEAP = ['--max-semi-space-size=32', '--heap-growing-percent=100'];

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ambit-subscribers-'));
  const embedded = await startEmbeddedPostgres({ dataDir });
  const owner = await dataSourceFor(embedded.url, readEnvironment({})).initialize();
  await migrate(owner);
  const { sql } = databaseOver(owner);
  const caller = { name: 'benchmark', role: 'ADMIN', customerId: null } as const;
  const key = await createApiKey(databaseOver(owner), caller, new Date());
  const child = spawn(process.execPath, [...HEAP, 'dist/program/main.js'], {
    env: {
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'warn',
      MAX_SUBSCRIPTIONS_PER_KEY: String(SUBSCRIBERS),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise<string>((resolve) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = /Ambit answers at (\S+)/.exec(text);
        if (found !== null) resolve(found[1]!);
      });
    });
    await sleep(3_000);
    const before = residentOf(child.pid!);
    let heard = 0;
    const onEvent = () => (heard += 1);
    // The first makes the key known: many unknown ones at a time are taken for guesses.
    await follow(url, key, onEvent);
    await Promise.all(Array.from({ length: SUBSCRIBERS - 1 }, () => follow(url, key, onEvent)));
    await sleep(3_000);
    const open = residentOf(child.pid!);
    const waits: number[] = [];
    for (let n = 0; n < EVENTS; n += 1) {
      const start = performance.now();
      const wanted = heard + SUBSCRIBERS;
      await sql.rows(
        `INSERT INTO events (type, occurred_at, recorded_at, subject_type, subject_id, data)
         SELECT 'bench.happened', now(), now(), 'Customer', 1, '{}' FROM pg_notify('ambit_events', '')`,
      );
      while (heard < wanted) await sleep(5);
      waits.push(performance.now() - start);
    }
    const after = residentOf(child.pid!);
    waits.sort((one, other) => one - other);
    const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
    console.log(
      `${SUBSCRIBERS} subscribers: ${mb(open - before)} MB, after ${EVENTS} events ${mb(after - before)} MB`,
    );
    console.log(
      `all of them heard of an event within ${waits[EVENTS / 2]!.toFixed(0)} ms (median), ${waits.at(-1)!.toFixed(0)} ms (most)`,
    );
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    await owner.destroy();
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const agent = new Agent({ maxSockets: Infinity });

/** Resolves when the stream is open. */
function follow(url: string, key: string, onEvent: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const asked = request(`${url}/stream`, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`status ${response.statusCode}`));
      resolve();
      response.on('data', (chunk: Buffer) => {
        for (
          let from = chunk.indexOf('event: next');
          from !== -1;
          from = chunk.indexOf('event: next', from + 1)
        )
          onEvent();
      });
      // The server ends the streams at the end of the run.
      response.on('error', () => undefined);
    });
    asked.on('error', reject);
    asked.end(JSON.stringify({ query: DOCUMENT }));
  });
}

function residentOf(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found![1]) * 1024;
}

void main();
