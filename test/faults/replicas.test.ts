import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/database/embedded/free-port';
import { spawnProgram } from '../support/program-process';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { addressOf, Cluster, itWithReplication } from './support/clusters';

const CREATE =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }';
const FIND =
  'query ($number: String) { customers(first: 2, filter: { search: $number }) { nodes { number contracts(first: 1) { nodes { id } } } } }';

/** Of twenty reads: a replica that says nothing for a second on a busy machine is passed over. */
const MOST = 10;

const SESSIONS_AT_MOST = 8;

const clusters: Cluster[] = [];
const programs: ServerProcess[] = [];
afterAll(async () => {
  for (const program of programs) await program.stop();
  for (const cluster of clusters) cluster.remove();
});

interface Sent {
  readonly status: number;
  readonly position: string | null;
  readonly data: { customers?: { nodes: { number: string }[] } };
}

async function send(
  url: string,
  key: string,
  query: string,
  variables: object,
  position?: string,
): Promise<Sent> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...(position === undefined ? {} : { 'ambit-position': position }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data } = (await response.json()) as Pick<Sent, 'data'>;
  return { status: response.status, position: response.headers.get('ambit-position'), data };
}

itWithReplication(
  'lists are read from a replica, what a caller wrote is never missing there, and one that is late or away is passed over',
  async () => {
    const primary = await Cluster.primary('one');
    clusters.push(primary);
    const standby = await Cluster.following(primary, 'two');
    clusters.push(standby);
    const address = addressOf([primary.port]);
    const settings = { COST_BUCKET_POINTS: '0', DATABASE_READ_URL: addressOf([standby.port], '') };
    const METRICS_PORT = String(await freePort());
    programs.push(await startServerProcess(address, { ...settings, METRICS_PORT }));
    programs.push(await startServerProcess(address, settings));
    const [one, other] = programs.map(({ url }) => url) as [string, string];
    const keyOf = (name: string) =>
      spawnProgram('cli/keys.js', ['create', '--name', name, '--role', 'ADMIN'], {
        DATABASE_URL: address,
      }).printed(/\bambit_admin_\w+/);
    const [writer, reader] = [await keyOf('writer'), await keyOf('reader')];
    const find = async (url: string, key: string, number: string, position?: string) => {
      const { status, data } = await send(url, key, FIND, { number }, position);
      expect(status).toBe(200);
      return data.customers!.nodes.length === 1;
    };
    const create = async (number: string) => {
      const sent = await send(one, writer, CREATE, { input: { number, name: 'Nobody', region: 'EUROPE' } });
      expect([sent.status, sent.position]).toEqual([200, expect.stringMatching(/^[\dA-F]+\/[\dA-F]+$/)]);
      return sent.position!;
    };

    const metricsNow = async () => (await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`)).text();
    for (let time = 0; time < 40; time += 1) {
      const position = await create(`R-${time}-x`);
      expect(await find(one, writer, `R-${time}-x`)).toBe(true);
      expect(await find(other, reader, `R-${time}-x`, position)).toBe(true);
    }
    await standby.caughtUpWith(primary);
    await sleep(1_500);
    const before = await standby.reads();
    for (let time = 0; time < 20; time += 1) expect(await find(one, reader, 'R-1-x')).toBe(true);
    await sleep(1_500);
    expect((await standby.reads()) - before).toBeGreaterThanOrEqual(MOST);

    expect(await metricsNow()).toMatch(/^ambit_batch_size_count\{kind="replica-read"\} [1-9]/m);

    // Two processes with two pools each, whose first connection asks every half second.
    const [sessions] = await standby.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'ambit'`,
    );
    expect(sessions!.count).toBeLessThanOrEqual(SESSIONS_AT_MOST);

    await standby.query('SELECT pg_wal_replay_pause()');
    const position = await create('late');
    expect(await find(one, writer, 'late')).toBe(true);
    expect(await find(other, reader, 'late', position)).toBe(true);
    // Another caller may not see it yet, and does when the replica is too late to be asked.
    expect(await find(other, reader, 'late')).toBe(false);
    await sleep(7_000);
    expect(await metricsNow()).toContain('ambit_replica_current{replica="1"} 0\n');
    expect(await find(other, reader, 'late')).toBe(true);
    await standby.query('SELECT pg_wal_replay_resume()');

    await standby.caughtUpWith(primary);
    await sleep(1_500);
    let isOver = false;
    const seen = new Set<boolean>();
    const asking = [1, 2, 3, 4].map(async () => {
      while (!isOver) seen.add(await find(one, reader, 'late'));
    });
    await sleep(500);
    standby.stop('immediate');
    await sleep(2_000);
    isOver = true;
    await Promise.all(asking);
    expect([...seen]).toEqual([true]);
    expect(programs.map(({ child }) => child.exitCode)).toEqual([null, null]);
    expect(await metricsNow()).toContain('ambit_replica_current{replica="1"} 0\n');
    standby.start();
    await sleep(2_500);
    expect(await metricsNow()).toContain('ambit_replica_current{replica="1"} 1\n');
    const again = await standby.reads();
    for (let time = 0; time < 20; time += 1) expect(await find(one, reader, 'late')).toBe(true);
    await sleep(1_500);
    expect((await standby.reads()) - again).toBeGreaterThanOrEqual(MOST);

    // Two processes at one port: the one that reads is not always the one that wrote.
    const both = await startServerProcess(address, { ...settings, PROCESSES: '2' });
    programs.push(both);
    await standby.caughtUpWith(primary);
    await sleep(1_500);
    await standby.query('SELECT pg_wal_replay_pause()');
    const created = await send(both.url, writer, CREATE, {
      input: { number: 'shared', name: 'Nobody', region: 'EUROPE' },
    });
    expect(created.status).toBe(200);
    const found = await Promise.all(Array.from({ length: 8 }, () => find(both.url, writer, 'shared')));
    expect(found).toEqual(Array(8).fill(true));
    expect(await find(both.url, reader, 'shared')).toBe(false);
    await standby.query('SELECT pg_wal_replay_resume()');
  },
  180_000,
);
