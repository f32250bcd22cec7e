import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../src/database/embedded/free-port';
import { contactNamed, order } from '../support/builders';
import { FOLLOW, subscribe } from '../support/event-stream';
import { queryDatabase } from '../support/foreign-database';
import { makeKey } from '../support/make-key';
import { npmStart, ProgramProcess, spawnProgram } from '../support/program-process';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor } from '../support/test-server';

// One program with two processes at one port, as it is run, through all tests of this file; the last one stops it.
let database: TestDatabase;
let dataDir: string;
let program: ProgramProcess;
let url: string;
let metricsPort: number;
/** Good before the test of wrong keys. */
let known: string;

beforeAll(async () => {
  database = await freshDatabase('processes');
  dataDir = await mkdtemp(join(tmpdir(), 'ambit-processes-'));
  metricsPort = await freePort();
  program = npmStart([], {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: '0',
    PROCESSES: '2',
    METRICS_PORT: String(metricsPort),
    COST_BUCKET_POINTS: '1000',
    COST_RESTORE_PER_SECOND: '1',
    MAX_SUBSCRIPTIONS_PER_KEY: '3',
    WRONG_KEYS_PER_MINUTE: '60',
    STOP_DELAY_MS: '500',
  });
  url = await program.printed(/Ambit answers at (\S+)/);
  known = await keyOf('SALES');
  await send(known, '{ __typename }');
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

const keyOf = (role: 'ADMIN' | 'SALES' = 'ADMIN') => makeKey(database.database, { name: randomUUID(), role });

interface Sent {
  readonly requestId: string;
  readonly status: number;
  readonly body: { readonly data?: Readonly<Record<string, unknown>>; readonly errors?: unknown };
}

/** Sends over a connection of the agent, by default one of its own. */
function send(key: string, query: string, variables: object = {}, agent = new Agent()): Promise<Sent> {
  const requestId = randomUUID();
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'x-request-id': requestId,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent, timeout: 5_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ requestId, status: response.statusCode!, body: JSON.parse(text) as Sent['body'] }),
      );
    });
    sent.once('timeout', () => sent.destroy(new Error('no response')));
    sent.once('error', reject);
    sent.end(JSON.stringify({ query, variables }));
  });
}

const atOnce = <T>(count: number, work: (nth: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, nth) => work(nth)));

/** Which process has answered, as its log says. */
const pidOf = async ({ requestId }: Pick<Sent, 'requestId'>) =>
  Number(await program.printed(new RegExp(`"pid":(\\d+)[^\\n]*"reqId":"${requestId}"`)));

const ADD_CONTACT =
  'mutation ($input: AddNamedContactInput!) { addNamedContact(input: $input) { userErrors { code ... on LimitReachedError { limit } } } }';
const CREATE =
  'mutation Create ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }';
const customerNumbered = (number: string) => ({ input: { number, name: 'Somebody', region: 'EUROPE' } });

/** The value of one series; 0 where there is none. */
async function metric(series: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

it('both processes answer at one port, and the metrics have the requests of both', async () => {
  const key = await keyOf();
  const all = await atOnce(16, () => send(key, 'query Both { providers { code } }'));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
  const pids = new Set(await Promise.all(all.map(pidOf)));
  expect(pids.size).toBe(2);
  expect(pids).not.toContain(program.child.pid);
  expect(await metric('ambit_requests_total{operation="Both",code="ok",role="ADMIN"}')).toBe(16);
  expect(await metric('ambit_request_seconds_count{operation="Both"}')).toBe(16);
  expect(await metric('ambit_processes')).toBe(2);
});

it('of 40 callers at once with one key no more are served than the points of the key allow, over both processes', async () => {
  const key = await keyOf();
  const agents = Array.from({ length: 40 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const all = await atOnce(140, (nth) => send(key, '{ providers { code } }', {}, agents[nth % 40]));
  for (const agent of agents) agent.destroy();
  const served = all.filter(({ status }) => status === 200);
  expect(all.filter(({ status }) => status === 429)).toHaveLength(140 - served.length);
  expect(new Set(await Promise.all(served.map(pidOf))).size).toBe(2);
  // What a process that is busy does not give back at once counts as spent until it does.
  const later = await atOnce(20, () => send(key, '{ providers { code } }'));
  const count = served.length + later.filter(({ status }) => status === 200).length;
  expect(count).toBeLessThanOrEqual(100);
  expect(count).toBeGreaterThanOrEqual(75);
});

it('a limit of a contract holds for 40 callers at once, over both processes', async () => {
  const key = await keyOf('SALES');
  const { id: contractId } = await order(clientFor(url, key), 'it-novum', 'basic');
  const keys = await atOnce(40, () => keyOf('SALES'));
  const all = await atOnce(40, async (nth) => {
    const input = { contractId, contact: contactNamed(`Caller${nth}`) };
    let sent = await send(keys[nth]!, ADD_CONTACT, { input });
    // On a busy machine they wait for each other for too long.
    while (sent.status === 503) sent = await send(keys[nth]!, ADD_CONTACT, { input });
    return sent;
  });
  const errors = all.map(
    ({ body }) => (body.data!['addNamedContact'] as { userErrors: { limit: number }[] }).userErrors[0],
  );
  const limit = errors.find((error) => error !== undefined)!.limit;
  // One was ordered with the contract.
  expect(errors.filter((error) => error === undefined)).toHaveLength(limit - 1);
});

it('an event that is written through either process is heard by subscribers of both', async () => {
  const [reader, writer] = [await keyOf(), await keyOf('SALES')];
  const contracts = await atOnce(4, () => order(clientFor(url, writer), 'it-novum', 'basic'));
  // The contracts are activated by time, at any moment.
  const variables = { filter: { types: ['contact.added'] } };
  const streams = await atOnce(3, () => subscribe({ url, key: reader, query: FOLLOW, variables }));
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await subscribe({ url, key: reader, query: FOLLOW })).status).toBe(429);
  const writes = await atOnce(4, (nth) =>
    send(writer, ADD_CONTACT, { input: { contractId: contracts[nth]!.id, contact: contactNamed('Bob') } }),
  );
  expect(new Set(await Promise.all(writes.map(pidOf))).size).toBe(2);
  for (const stream of streams) expect(await stream.take(4)).toEqual(Array(4).fill('contact.added'));
  for (const stream of streams) stream.close();
  // Its place comes back as soon as its process has noticed.
  let again = await subscribe({ url, key: reader, query: FOLLOW });
  while (again.status === 429) {
    await sleep(50);
    again = await subscribe({ url, key: reader, query: FOLLOW });
  }
  expect(again.status).toBe(200);
  again.close();
});

it('after kill -9 of one process under load another takes its place, and nothing that was acknowledged is lost', async () => {
  const victim = await pidOf(await send(await keyOf(), '{ providers { code } }'));
  const keys = await atOnce(8, () => keyOf('SALES'));
  const acknowledged: string[] = [];
  let isOver = false;
  let faults = 0;
  const load = atOnce(8, async (caller) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let nth = 0; nth < 80 && !isOver; nth += 1) {
      const number = `LOAD-${caller}-${nth}`;
      await send(keys[caller]!, CREATE, customerNumbered(number), agent).then(
        ({ status, body }) => {
          if (status === 200 && body.errors === undefined) acknowledged.push(number);
        },
        () => (faults += 1),
      );
    }
    agent.destroy();
  });
  while (acknowledged.length < 20) await sleep(5);
  const counted = await metric('ambit_requests_total{operation="Create",code="ok",role="SALES"}');
  process.kill(victim, 'SIGKILL');
  const next = Number(await program.printed(/"worker":(\d+)[^\n]*another server process serves requests/));
  isOver = true;
  await load;
  expect(faults).toBeGreaterThan(0);
  const rows = await database.database.sql.rows<{ number: string }>(
    `SELECT number FROM customers WHERE number LIKE 'LOAD-%'`,
  );
  expect(rows.map(({ number }) => number)).toEqual(expect.arrayContaining(acknowledged));
  const answering = await atOnce(8, async () => pidOf(await send(await keyOf(), '{ providers { code } }')));
  expect(new Set(answering)).toContain(next);
  expect(answering).not.toContain(victim);
  expect(await metric('ambit_processes')).toBe(2);
  expect(
    await metric('ambit_requests_total{operation="Create",code="ok",role="SALES"}'),
  ).toBeGreaterThanOrEqual(counted);
});

it('a port that is taken is told once, with exit code 69', async () => {
  const other = spawnProgram('main.js', [], {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: new URL(url).port,
    PROCESSES: '2',
  });
  const { exitCode, stderr } = await other.ended;
  expect(exitCode).toBe(69);
  expect(stderr.match(/is taken by another program/g)).toHaveLength(1);
});

it('wrong keys of one address are counted over both processes, and what was good for one is let in by the other', async () => {
  const wrong = () => send(`ambit_admin_${randomUUID().replaceAll('-', '')}aaaaaaaa`, '{ __typename }');
  const good = await keyOf();
  const first = await send(good, '{ __typename }');
  const statuses = (await atOnce(80, wrong)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(60);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  const others = await atOnce(4, () => send(good, '{ __typename }'));
  expect(new Set(await Promise.all([first, ...others].map(pidOf))).size).toBe(2);
  expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

it('SIGTERM to the whole process group: neither process is ready, what is in flight is answered, and the program ends with 0', async () => {
  const contract = await order(clientFor(url, known), 'it-novum', 'basic');
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query(`BEGIN; SELECT FROM contracts WHERE number = '${contract.number}' FOR UPDATE`);
  const inFlight = atOnce(2, (nth) =>
    send(known, ADD_CONTACT, { input: { contractId: contract.id, contact: contactNamed(`Late${nth}`) } }),
  );
  const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await queryDatabase(database.url, waits)).length === 0);
  process.kill(-program.child.pid!, 'SIGTERM');
  while ((await fetch(new URL('/readyz', url))).status === 200);
  const readiness = await atOnce(6, () =>
    fetch(new URL('/readyz', url), { headers: { connection: 'close' } }),
  );
  expect(readiness.map(({ status }) => status)).toEqual(Array(6).fill(503));
  await holder.query('COMMIT');
  expect((await inFlight).map(({ status }) => status)).toEqual([200, 200]);
  expect(await program.ended).toMatchObject({ exitCode: 0, stderr: '' });
  await holder.end();
  await expect(fetch(new URL('/healthz', url))).rejects.toThrow('fetch failed');
});
