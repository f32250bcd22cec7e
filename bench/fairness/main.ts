import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Client } from 'pg';
import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { dataSourceFor } from '../../src/boot/data-source';
import { readEnvironment } from '../../src/boot/environment';
import { databaseOver } from '../../src/platform/transactions/database';
import { questionsOf } from '../cases/questions';
import { AMBIT } from '../contenders/ambit';
import { Stage } from '../load/stage';
import { RunningServer } from '../load/running-server';
import { describeMachine, loadNow } from '../machine/describe-machine';
import { killOwnProcesses } from '../machine/own-processes';
import { Answered, Attack } from './attack';
import { askHonestly, Seen } from './honest-caller';

const CONTRACTS = 1_000;
const SECONDS = Number(process.argv[2] ?? 10);
const INCIDENTS = 100;
/** Until all connections of an attack are open, and what was begun before is done. */
const SETTLED_MS = 4_000;
/** 30 occurrences of one field, each of them a page of 100 with two things to each: 9,000 nodes. */
const DEAR = {
  query: `{ ${Array.from({ length: 30 }, (_, index) => `a${index}: incidents(first: 100) { nodes { ...i } }`).join(' ')} }
    fragment i on Incident { id reference status contract { number customer { name } } }`,
};

process.once('exit', killOwnProcesses);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A key of role CUSTOMER whose customer has incidents enough to be dear to list. */
async function customerKey(databaseUrl: string, server: RunningServer, month: Date): Promise<string> {
  const question = questionsOf('M1', CONTRACTS, month, 0)[0]!;
  for (let count = 0; count < INCIDENTS; count += 1) await server.ask('M1', question);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { contractId } = question as { contractId: number };
  const { rows } = await client.query<{ customer_id: string }>(
    'SELECT customer_id FROM contracts WHERE id = $1',
    [contractId],
  );
  await client.end();
  const settings = { DATABASE_POOL_SIZE: 2, DATABASE_STATEMENT_TIMEOUT_MS: 10_000 };
  const dataSource = await dataSourceFor(databaseUrl, settings).initialize();
  const key = { name: 'dear', role: 'CUSTOMER', customerId: rows[0]!.customer_id } as const;
  const made = await createApiKey(databaseOver(dataSource), key, new Date());
  await dataSource.destroy();
  return made;
}

interface Running {
  stop(): Promise<Answered>;
}

function start(attack: Attack): Running {
  const worker = new Worker(join(__dirname, 'attack.js'), { workerData: attack });
  return {
    async stop() {
      const answered = new Promise<Answered>((resolve) => worker.once('message', resolve));
      worker.postMessage('stop');
      const seen = await answered;
      await worker.terminate();
      return seen;
    },
  };
}

function line(name: string, seen: Seen, alone: Seen): string {
  const ms = [seen.p50, seen.p99, seen.longest].map((value) => value.toFixed(1)).join(' | ');
  const ratio = (seen.p99 / alone.p99).toFixed(1);
  return `| ${name} | ${seen.requests} | ${ms} | ${ratio} × | ${JSON.stringify(seen.refused)} |`;
}

async function run(stage: Stage): Promise<void> {
  const { databaseUrl, servers } = await stage.serversOn(CONTRACTS, [AMBIT], false);
  const server = servers[0]!;
  const url = server.urlOf('Q1');
  const key = await customerKey(databaseUrl, server, stage.month);
  const body = JSON.stringify(server.bodyOf(questionsOf('Q1', CONTRACTS, stage.month, 0)[0]!));
  const ask = () => askHonestly(url, server.keyOf('Q1'), body, SECONDS);
  const loadBefore = loadNow();
  await ask();
  const alone = await ask();

  const held: Attack = { kind: 'hold', url, key, uploads: 200, idle: 1_000 };
  const hold = start(held);
  await sleep(SETTLED_MS);
  const besideHold = await ask();
  await hold.stop();

  const dear = start({ kind: 'dear', url, key, body: JSON.stringify(DEAR), atATime: 64 });
  const besideDear = await ask();
  const dearAnswered = await dear.stop();

  const heldAtTheStop = start(held);
  await sleep(SETTLED_MS);
  const stopped = performance.now();
  const exitCode = await server.stop();
  const stopSeconds = (performance.now() - stopped) / 1_000;
  await heldAtTheStop.stop();

  tell('| beside | requests | p50 ms | p99 ms | longest ms | p99 to alone | not answered with 200 |');
  tell('| --- | ---: | ---: | ---: | ---: | ---: | --- |');
  tell(line('nobody', alone, alone));
  tell(line('64 dear requests at a time', besideDear, alone));
  tell(line('200 half-sent uploads, 1,000 idle connections', besideHold, alone));
  tell(`The dear requests were answered ${JSON.stringify(dearAnswered)}.`);
  tell(`SIGTERM with the connections open: exit ${exitCode} after ${stopSeconds.toFixed(2)} s.`);
  const machine = { ...describeMachine(), loadBefore, loadAfter: loadNow() };
  const result = { measuredAt: new Date().toISOString(), machine, seconds: SECONDS, alone, besideDear };
  await mkdir('bench/results', { recursive: true });
  await writeFile(
    'bench/results/fairness.json',
    `${JSON.stringify({ ...result, dearAnswered, besideHold, exitCode, stopSeconds }, null, 1)}\n`,
  );
}

async function main(): Promise<void> {
  const stage = await Stage.open(
    readEnvironment().DATABASE_URL,
    new Date(),
    (text, done) => done && tell(text),
  );
  try {
    await run(stage);
  } finally {
    await stage.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
  process.exitCode = 1;
});
