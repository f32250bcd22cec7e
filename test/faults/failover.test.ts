import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresProxy, startPostgresProxy } from '../support/postgres-proxy';
import { spawnProgram } from '../support/program-process';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { askProgram } from './support/ask-program';
import { addressOf, Cluster, itWithReplication } from './support/clusters';

const CREATE =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }';
const CALLERS = 6;
const FOUND_WITHIN_MS = 15_000;
const KNOWN = ['200', '503 SERVICE_UNAVAILABLE', '504 OUTCOME_UNKNOWN'];

const clusters: Cluster[] = [];
let proxy: PostgresProxy | undefined;
let program: ServerProcess | undefined;
afterAll(async () => {
  await program?.stop();
  await proxy?.close();
  for (const cluster of clusters) cluster.remove();
});

async function kept<T extends Promise<Cluster>>(made: T): Promise<Cluster> {
  const cluster = await made;
  clusters.push(cluster);
  return cluster;
}

async function adminKey(address: string): Promise<string> {
  const args = ['create', '--name', 'failover', '--role', 'ADMIN'];
  return spawnProgram('cli/keys.js', args, { DATABASE_URL: address }).printed(/\bamb\w+/);
}

/** Callers that write until they are told to stop. */
class Writers {
  readonly acknowledged: string[] = [];
  readonly outcomes = new Set<string>();
  private isOver = false;
  private lastAt = 0;
  private readonly calls: Promise<void>[];

  constructor(
    private readonly url: string,
    private readonly key: string,
    private readonly prefix: string,
  ) {
    this.calls = Array.from({ length: CALLERS }, (_each, nth) => this.call(nth));
  }

  private async call(nth: number): Promise<void> {
    for (let time = 0; !this.isOver; time += 1) {
      const input = { number: `${this.prefix}-${nth}-${time}`, name: 'Nobody', region: 'EUROPE' };
      const { outcome, data } = await askProgram(this.url, this.key, CREATE, { input });
      this.outcomes.add(outcome);
      if (outcome === '200' && data?.createCustomer) {
        this.acknowledged.push(input.number);
        this.lastAt = performance.now();
      }
      await sleep(20);
    }
  }

  /** After how many milliseconds a write is acknowledged again; Infinity where it takes more than 15 seconds. */
  async againAfter(): Promise<number> {
    const asked = performance.now();
    while (this.lastAt <= asked) {
      if (performance.now() - asked > FOUND_WITHIN_MS) return Infinity;
      await sleep(20);
    }
    return this.lastAt - asked;
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.calls);
  }
}

async function expectAllIn(cluster: Cluster, writers: Writers): Promise<void> {
  const rows = await cluster.query<{ number: string }>(`SELECT number FROM customers`);
  const written = new Set(rows.map(({ number }) => number));
  expect(written.size).toBe(rows.length);
  expect(writers.acknowledged.filter((number) => !written.has(number))).toEqual([]);
  expect([...writers.outcomes].filter((outcome) => !KNOWN.includes(outcome))).toEqual([]);
}

itWithReplication(
  'a process finds the new primary within 15 seconds when the old one is silent or crashes, and no acknowledged write is lost',
  async () => {
    const first = await kept(Cluster.primary('one'));
    const second = await kept(Cluster.following(first, 'two'));
    await first.waitFor('two');
    proxy = await startPostgresProxy(addressOf([first.port]));
    const address = addressOf([Number(new URL(proxy.url).port), second.port]);
    program = await startServerProcess(address, { COST_BUCKET_POINTS: '0' });
    const key = await adminKey(address);

    const beforeSilence = new Writers(program.url, key, 'S');
    await beforeSilence.againAfter();
    await sleep(1_500);
    expect(beforeSilence.acknowledged.length).toBeGreaterThan(1);
    proxy.silenceAll();
    first.stop('immediate');
    second.promote();
    const afterSilence = await beforeSilence.againAfter();
    expect(afterSilence).toBeLessThan(FOUND_WITHIN_MS);
    await beforeSilence.stop();
    await expectAllIn(second, beforeSilence);

    // The old one comes back under its old address as one that follows: it is first in the list, and takes no writes.
    proxy.cut();
    proxy.heal();
    const third = await kept(Cluster.following(second, 'three', first.port));
    await second.waitFor('three');
    const beforeCrash = new Writers(program.url, key, 'C');
    await beforeCrash.againAfter();
    await sleep(1_500);
    expect([...beforeCrash.outcomes]).toEqual(['200']);
    second.stop('immediate');
    third.promote();
    const afterCrash = await beforeCrash.againAfter();
    expect(afterCrash).toBeLessThan(FOUND_WITHIN_MS);
    await beforeCrash.stop();
    await expectAllIn(third, beforeCrash);
    const acknowledged = beforeSilence.acknowledged.length + beforeCrash.acknowledged.length;
    process.stdout.write(`failover: ${JSON.stringify({ afterSilence, afterCrash, acknowledged })}\n`);
  },
  180_000,
);
