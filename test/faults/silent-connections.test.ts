import { order } from '../support/builders';
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

it('a silent connection costs its own requests a 503, all others are served meanwhile, and readyz is asked elsewhere', async () => {
  const admin = await owner.as('ADMIN');
  const contracts = [await order(admin, 'op5', 'premium'), await order(admin, 'op5', 'premium')];
  const ask = (nth: number) => send(CONTRACT, { id: contracts[nth % 2]!.id });
  expect((await ask(0)).status).toBe(200);
  const marked = contracts[0]!.number;
  proxy.silenceAfter(marked);
  const stuck = ask(0);
  while (proxy.silenced() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  proxy.heal();
  const others = await Promise.all(Array.from({ length: 20 }, (_each, nth) => ask(nth)));
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
  expect((await fetch(new URL('/readyz', program.url))).status).toBe(200);
  expect(await stuck).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE', retryAfter: '1' });
  expect((await ask(0)).status).toBe(200);
});
