import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiKey } from '../src/access/use-cases/create-api-key';
import { dataSourceFor } from '../src/boot/data-source';
import { readEnvironment } from '../src/boot/environment';
import { Catalog } from '../src/catalog/persistence/catalog';
import { loadCatalogFiles } from '../src/catalog/use-cases/load-catalog-files';
import { tellDueContracts } from '../src/contracts/use-cases/tell-due-contracts';
import { startEmbeddedPostgres } from '../src/database/embedded/start-embedded-postgres';
import { migrate } from '../src/database/migrate';
import { createHttpServer } from '../src/http/http-server';
import { tellDueIncidents } from '../src/incidents/use-cases/tell-due-incidents';
import { Sql, Statement } from '../src/platform/sql';
import { lockDueContracts } from '../src/contracts/persistence/contract-timers';
import { Database, databaseOver } from '../src/platform/transactions/database';
import { systemClock } from '../src/shared/domain/clock';
import { toGlobalId } from '../src/shared/domain/global-id';
import { useIdKey } from '../src/shared/domain/hidden-number';
import { readIdKey } from '../src/platform/read-id-key';

/*
 * What the outbox costs: openIncident with and without the row of its event, by turns, as processor time of this process and of
 * PostgreSQL (which others on the machine hardly change) and as time; and a sweep of time events over a million contracts of
 * which none is due. Reads /proc, so Linux only. `npm run build && npm run build:bench`, then: node dist/bench/outbox-cost.js
 */

const ROUNDS = 14;
const WRITES_A_ROUND = 500;
const AT_A_TIME = 64;
const CONTRACTS = 200;
const TIMERS = 1_000_000;

/** Whether events are written. */
let writesEvents = true;

function watched(sql: Sql): Sql {
  return {
    rows(query, values = []) {
      const isJournal = typeof query !== 'string' && query.name === 'insert-journal';
      return sql.rows(query, isJournal && !writesEvents ? [...values.slice(0, 2), '[]'] : values);
    },
  };
}

function watchedDatabase(database: Database): Database {
  const made: Database = {
    ...database,
    sql: watched(database.sql),
    scopedTo: () => made,
    transaction: (work) =>
      database.transaction((transaction) => work({ ...transaction, sql: watched(transaction.sql) })),
  };
  return made;
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ambit-outbox-'));
  const embedded = await startEmbeddedPostgres({ dataDir });
  const settings = {
    ...readEnvironment({
      LOG_LEVEL: 'silent',
      REQUEST_DEADLINE_MS: '60000',
      LOCK_TIMEOUT_MS: '60000',
      REQUEST_WAIT_MS: '60000',
    }),
    COST_BUCKET_POINTS: 0,
    MAX_REQUESTS_IN_FLIGHT: AT_A_TIME,
  };
  const owner = await dataSourceFor(embedded.url, {
    ...settings,
    isPatient: true,
    DATABASE_STATEMENT_TIMEOUT_MS: 600_000,
  }).initialize();
  await migrate(owner);
  const database = databaseOver(owner);
  useIdKey(await readIdKey(database.sql));
  await loadCatalogFiles(database, settings.CATALOG_DIR, new Date());
  const catalog = new Catalog(database);
  await catalog.read();
  const key = await createApiKey(
    database,
    { name: 'benchmark', role: 'ADMIN', customerId: null },
    new Date(),
  );
  const server = await createHttpServer({
    environment: settings,
    database: watchedDatabase(database),
    catalog,
    clock: systemClock,
  });
  const send = async <T>(query: string, input: object): Promise<T> => {
    const { body } = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${key}`, accept: 'application/json' },
      payload: { query, variables: { input } },
    });
    const { data } = JSON.parse(body) as { data?: T };
    if (data == null) throw new Error(body);
    return data;
  };
  try {
    await measureWrites(send, database);
    await measureSweep(database, catalog);
  } finally {
    await server.close();
    await owner.destroy();
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Send = <T>(query: string, input: object) => Promise<T>;
const ORDER =
  'mutation ($input: OrderContractInput!) { orderContract(input: $input) { contract { id namedContacts { id } } userErrors { message } } }';
const OPEN =
  'mutation ($input: OpenIncidentInput!) { openIncident(input: $input) { incident { id } userErrors { message } } }';
interface Ordered {
  readonly orderContract: {
    readonly contract: { readonly id: string; readonly namedContacts: readonly { readonly id: string }[] };
  };
}

async function measureWrites(send: Send, { sql }: Database): Promise<void> {
  const [plan] = await sql.rows<{ id: string }>(
    `SELECT p.id FROM plans p JOIN providers s ON s.id = p.provider_id WHERE s.code = 'op5' AND p.code = 'standard'`,
  );
  const { createCustomer } = await send<{ createCustomer: { customer: { id: string } } }>(
    'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }',
    { number: 'C', name: 'Customer', region: 'EUROPE' },
  );
  const contracts: Ordered['orderContract']['contract'][] = [];
  for (let n = 0; n < CONTRACTS; n += 1) {
    const { orderContract } = await send<Ordered>(ORDER, {
      customerId: createCustomer.customer.id,
      planId: toGlobalId('Plan', plan!.id),
      number: `K-${n}`,
      orderReceivedAt: new Date(Date.now() - 40 * 86_400_000).toISOString(),
      contacts: [{ name: 'Ada', email: 'ada@example.com', phone: '1' }],
    });
    contracts.push(orderContract.contract);
  }
  const open = async (n: number) => {
    const { id, namedContacts } = contracts[n % CONTRACTS]!;
    const input = {
      contractId: id,
      contactId: namedContacts[0]!.id,
      channel: 'EMAIL',
      impact: 'LOW',
      platformVersion: 'Debian 12',
      product: 'op5-monitor',
      productVersion: '9.0.1',
      description: 'It does not answer.',
    };
    const { openIncident } = await send<{ openIncident: { incident: object | null; userErrors: unknown } }>(
      OPEN,
      input,
    );
    if (openIncident.incident === null) throw new Error(JSON.stringify(openIncident.userErrors));
  };
  const round = async () => {
    const [cpu, at] = [cpuMs(), performance.now()];
    let begun = 0;
    await Promise.all(
      Array.from({ length: AT_A_TIME }, async () => {
        while (begun < WRITES_A_ROUND) await open((begun += 1));
      }),
    );
    return { cpu: (cpuMs() - cpu) / WRITES_A_ROUND, time: (performance.now() - at) / WRITES_A_ROUND };
  };
  await round();
  const measured = {
    true: [] as { cpu: number; time: number }[],
    false: [] as { cpu: number; time: number }[],
  };
  for (let n = 0; n < ROUNDS; n += 1) {
    // ABBA: what grows or drifts meanwhile meets both alike.
    writesEvents = n % 4 === 1 || n % 4 === 2;
    measured[writesEvents ? 'true' : 'false'].push(await round());
  }
  const [told] = await sql.rows<{ events: string; incidents: string }>(
    `SELECT (SELECT count(*) FROM events WHERE type = 'incident.received') AS events, (SELECT count(*) FROM incidents) AS incidents`,
  );
  console.log(`${told!.incidents} incidents, ${told!.events} with their events`);
  for (const what of ['cpu', 'time'] as const) {
    const [with_, without] = [
      median(measured.true.map((each) => each[what])),
      median(measured.false.map((each) => each[what])),
    ];
    console.log(
      `${what} a write: ${with_.toFixed(3)} ms with, ${without.toFixed(3)} ms without its event: ${((with_ / without - 1) * 100).toFixed(1)} % more`,
    );
  }
}

const FILL = [
  `INSERT INTO contracts (number, number_folded, customer_id, provider_id, plan_id, order_received_at, recorded_at, ordered_on, activates_on, time_zone, term_months)
   SELECT 'M-' || n, 'm-' || n, c.customer_id, c.provider_id, c.plan_id, c.order_received_at, c.recorded_at, c.ordered_on, c.activates_on, c.time_zone, c.term_months
   FROM generate_series(1, ${TIMERS}) n, (SELECT * FROM contracts LIMIT 1) c`,
  `UPDATE contract_timers SET due_at = now() + (contract_id + 60) * interval '1 minute'`,
  'VACUUM (ANALYZE) contract_timers',
  'ANALYZE contracts',
];

async function measureSweep(database: Database, catalog: Catalog): Promise<void> {
  const { sql } = database;
  for (const text of FILL) await sql.rows(text);
  await tellDueContracts(database, catalog, new Date());
  await tellDueIncidents(database, new Date());
  const times: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const at = performance.now();
    await tellDueIncidents(database, new Date());
    await tellDueContracts(database, catalog, new Date());
    times.push(performance.now() - at);
  }
  console.log(
    `a sweep over ${TIMERS} contracts of which none is due: ${median(times).toFixed(1)} ms (median), ${Math.max(...times).toFixed(1)} ms (most)`,
  );
  const texts: string[] = [];
  await lockDueContracts(
    { rows: (query) => (texts.push((query as Statement).text), Promise.resolve([])) },
    new Date(),
    100,
  );
  const explained = texts[0]!.replace('$1', 'now()').replace('$2', '100');
  const plan = await sql.rows<Record<string, string>>(`EXPLAIN (ANALYZE) ${explained}`);
  console.log(plan.map((row) => row['QUERY PLAN']).join('\n'));
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

/** Processor time of this process and of PostgreSQL's, which are named postgres and are of this run alone: their children. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(ticksOf)
    .reduce((sum, each) => sum + each, 0);
  return (user + system) / 1_000 + ticks * 10;
}

function ticksOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (!stat.includes('(postgres)') || !isDescendant(pid)) return 0;
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

function isDescendant(pid: string): boolean {
  for (let at = pid; at !== '0' && at !== '1';) {
    if (at === String(process.pid)) return true;
    const stat = readFileSync(`/proc/${at}/stat`, 'utf8');
    at = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]!;
  }
  return false;
}

void main();
