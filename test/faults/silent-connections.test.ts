import { requestUnder } from '../incidents/incidents';
import { order, OrderedContract } from '../support/builders';
import { PostgresProxy, startPostgresProxy } from '../support/postgres-proxy';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

let target: TestDatabase;
let owner: TestServer;
let proxy: PostgresProxy;
let program: ServerProcess;
let key: string;
beforeAll(async () => {
  target = await freshDatabase('silent_connections');
  owner = await startTestServer(undefined, target);
  proxy = await startPostgresProxy(target.url);
  program = await startServerProcess(proxy.url, {
    COST_BUCKET_POINTS: '0',
    DATABASE_STATEMENT_TIMEOUT_MS: '3000',
  });
  key = await owner.keyOf('ADMIN');
});
afterAll(async () => {
  await program.stop();
  await proxy.close();
  await owner.close();
});

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: string | null;
  readonly afterMs: number;
}

async function send(query: string, variables: object): Promise<Answer> {
  const start = performance.now();
  const response = await fetch(program.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return {
    status: response.status,
    code: body.errors?.[0]?.extensions.code,
    retryAfter: response.headers.get('retry-after'),
    afterMs: performance.now() - start,
  };
}

const CONTRACT = 'query ($id: ID!) { contract(id: $id) { id number } }';

/** When the proxy has silenced as many connections. */
async function untilSilenced(count: number): Promise<void> {
  while (proxy.silenced() < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('a silent connection costs its own requests a 503, all others are served meanwhile, and readyz is asked elsewhere', async () => {
  const admin = await owner.as('ADMIN');
  const contracts = [await order(admin, 'op5', 'premium'), await order(admin, 'op5', 'premium')];
  const ask = (nth: number) => send(CONTRACT, { id: contracts[nth % 2]!.id });
  expect((await ask(0)).status).toBe(200);
  const marked = contracts[0]!.number;
  proxy.silenceAfter(marked);
  const stuck = ask(0);
  await untilSilenced(1);
  proxy.heal();
  const others = await Promise.all(Array.from({ length: 20 }, (_each, nth) => ask(nth)));
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
  expect((await fetch(new URL('/readyz', program.url))).status).toBe(200);
  expect(await stuck).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE', retryAfter: '1' });
  expect((await ask(0)).status).toBe(200);
});

const OPEN =
  'mutation ($input: OpenIncidentInput!) { openIncident(input: $input) { incident { id } userErrors { code } } }';

const SILENCE = 'Silent from here';

/** What is sent where the connection falls silent, and what the one who sent it is told. */
const SILENCES = [
  ['what it reads', { idempotencyKey: SILENCE }, 503, 'SERVICE_UNAVAILABLE', '1'],
  ['what it writes, which travels with the commit', { description: SILENCE }, 504, 'OUTCOME_UNKNOWN', null],
] as const;

it.each(SILENCES)(
  'a silent connection under %s holds up its own contract alone: others of its lane are passed by',
  async (_what, marked, status, code, retryAfter) => {
    const admin = await owner.as('ADMIN');
    const contracts: OrderedContract[] = [];
    for (let nth = 0; nth < 4; nth += 1) contracts.push(await order(admin, 'it-novum', 'premium'));
    const report = (nth: number, facts: object) =>
      send(OPEN, { input: requestUnder(contracts[nth]!, facts) });
    const before = proxy.silenced();
    proxy.silenceAfter(SILENCE);
    let isStuck = true;
    const stuck = report(0, marked).finally(() => (isStuck = false));
    await untilSilenced(before + 1);
    proxy.heal();
    // A lane is chosen by the last digit of the number of the contract: of four in a row, one more is in that of the first.
    const others = await Promise.all([1, 2, 3].map((nth) => report(nth, {})));
    expect(isStuck).toBe(true);
    expect(others.map(({ status, code }) => [status, code])).toEqual(others.map(() => [200, undefined]));
    expect(await stuck).toMatchObject({ status, code, retryAfter });
  },
);

it('readyz says 503 in bounded time where nothing is heard of the whole database, and 200 once it is', async () => {
  const readyz = async () => (await fetch(new URL('/readyz', program.url))).status;
  expect(await readyz()).toBe(200);
  proxy.silenceAll();
  const start = performance.now();
  while ((await readyz()) === 200);
  // Its limit is two seconds.
  expect(performance.now() - start).toBeLessThan(10_000);
  proxy.heal();
  while ((await readyz()) !== 200);
});
