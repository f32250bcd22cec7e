import { Client } from 'pg';
import { sqlOver } from '../src/platform/sql';
import { listCases, ListFacts } from './cases/lists';
import { AMBIT } from './contenders/ambit';
import { keepLists } from './data/keep-lists';
import { Size } from './data/size';
import { RunningServer } from './load/running-server';
import { Stage } from './load/stage';
import { median } from './load/statistics';
import { describeMachine, loadNow, versionsWith } from './machine/describe-machine';
import { Options } from './options';
import { ListsResult } from './report/lists';

const WARM_UP = 20;
const WARM_UP_MS = 2_000;
const MOST_IN_A_ROUND = 500;
/** Of more contracts a report that looks at all there is takes longer than a request may work. */
const MOST_OF_ALL = 100_000;

interface Asked {
  readonly name: string;
  readonly contracts: number;
  readonly ask: () => Promise<number>;
  readonly times: number[];
}

/** Lists, searches and the ten questions over databases of several sizes: one caller, who asks one thing after the other. */
export async function runLists(
  stage: Stage,
  sizes: readonly Size[],
  { rounds, seconds, reload }: Options,
  tell: (line: string) => void,
): Promise<ListsResult> {
  const asked: Asked[] = [];
  for (const size of sizes) asked.push(...(await askedOf(stage, size, reload)));
  const loadBefore = loadNow();
  for (const { ask } of asked) await warmUp(ask);
  for (let round = 0; round < rounds; round += 1) {
    for (const each of asked) await measure(each, seconds);
    tell(`round ${round + 1} of ${rounds} measured`);
  }
  return {
    measuredAt: new Date().toISOString(),
    machine: { ...describeMachine(), loadBefore, loadAfter: loadNow() },
    versions: versionsWith(stage.cluster.version),
    settings: { rounds, seconds, generator: 'one caller' },
    points: asked.map(({ name, contracts, times }) => ({
      name,
      contracts,
      requests: times.length,
      p50: median(times),
      p99: [...times].sort((one, other) => one - other)[Math.ceil(times.length * 0.99) - 1]!,
    })),
  };
}

/** What is still on the disk may take longer than a request may work: the first of them may fail. */
async function warmUp(ask: Asked['ask']): Promise<void> {
  await repeat(WARM_UP, WARM_UP_MS, () => ask().catch(() => undefined));
}

async function measure({ ask, times }: Asked, seconds: number): Promise<void> {
  await repeat(MOST_IN_A_ROUND, seconds * 1_000, async () => times.push(await ask()));
}

/** One after the other, so often or so long. */
async function repeat(most: number, ms: number, work: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + ms;
  for (let nth = 0; nth < most && performance.now() < end; nth += 1) await work();
}

async function askedOf(stage: Stage, size: Size, reload: boolean): Promise<Asked[]> {
  const { databaseUrl, servers } = await stage.serversOn(size, [AMBIT], reload);
  const facts = await readFacts(databaseUrl, size);
  return listCases(facts)
    .filter(({ ofAll }) => ofAll !== true || size <= MOST_OF_ALL)
    .map(({ name, query, variables }) => ({
      name,
      contracts: size,
      ask: () => timeOf(servers[0]!, { query, variables }),
      times: [],
    }));
}

/** From the request to the last byte of its answer, in milliseconds. Throws where it is no answer without errors. */
async function timeOf(server: RunningServer, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.keyOf('C1')}` };
  const start = performance.now();
  const response = await fetch(server.urlOf('C1'), { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  const time = performance.now() - start;
  if (response.status === 200 && !text.startsWith('{"errors"')) return time;
  throw new Error(`${JSON.stringify(body)} was answered with ${response.status}: ${text.slice(0, 500)}`);
}

/** Also brings what lists read up to today, as the running program does. */
async function readFacts(url: string, size: Size): Promise<ListFacts> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const now = new Date();
    const sql = sqlOver(client);
    if ((await keepLists(sql, now)) > 0) await client.query('VACUUM (ANALYZE) contracts, contract_years');
    const idOf = async (text: string) => (await sql.rows<{ id: string }>(text))[0]!.id;
    const plan = (code: string) =>
      idOf(
        `SELECT p.id FROM plans p JOIN providers r ON r.id = p.provider_id WHERE r.code = 'it-novum' AND p.code = '${code}'`,
      );
    return {
      now,
      contracts: size,
      premium: await plan('premium'),
      standard: await plan('standard'),
      partnerId: await idOf('SELECT id FROM customers WHERE is_partner ORDER BY id DESC LIMIT 1'),
      contractId: await idOf(
        `SELECT c.id FROM contracts c WHERE c.plan_id = ${await plan('standard')} ORDER BY c.id DESC LIMIT 1`,
      ),
    };
  } finally {
    await client.end();
  }
}
