import { createHttpServer } from '../../../src/http/http-server';
import { createApiKey } from '../../../src/access/use-cases/create-api-key';
import { Catalog } from '../../../src/catalog/persistence/catalog';
import { Charge, Charged } from '../../../src/graphql/cost/charge';
import { systemClock } from '../../../src/shared/domain/clock';
import { graphqlHandler } from '../../../src/graphql/graphql-handler';
import { bothWays } from '../../support/both-ways';
import { fragmentBomb, incidentsOfIncidents, manyNodes } from '../../support/hostile-documents';
import { operation, RawAnswer, RawRequest, sendRaw } from '../../support/raw-request';
import { TestDatabase, workerDatabase } from '../../support/test-database';
import { SERVER_SETTINGS } from '../../support/test-server';

/** What the bucket was asked for, and what it says; it says the same until a test changes it. */
const asked: number[] = [];
const FULL: Charged = { allowed: true, limit: 1_000, remaining: 990, restoreRate: 10, retryAfterSeconds: 0 };
let says: Charged = FULL;
const charge: Charge = (_caller, points) => (asked.push(points), says);

let target: TestDatabase;
let key: string;
const servers: { close(): PromiseLike<unknown> }[] = [];

beforeAll(async () => {
  target = await workerDatabase();
  key = await createApiKey(target.database, { name: 'test', role: 'ADMIN', customerId: null }, new Date());
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await target.close();
});
beforeEach(() => {
  asked.length = 0;
  says = FULL;
});

async function start(handler: typeof graphqlHandler, settings = {}): Promise<string> {
  const catalog = new Catalog(target.database);
  await catalog.read();
  const server = await createHttpServer({
    environment: { ...SERVER_SETTINGS, ...settings },
    database: target.database,
    catalog,
    clock: systemClock,
    handlerOf: (parts) => handler({ ...parts, charge }),
  });
  servers.push(server);
  return `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
}

function send(url: string, request: RawRequest, headers: Record<string, string> = {}): Promise<RawAnswer> {
  return sendRaw(url, { ...request, headers: { authorization: `Bearer ${key}`, ...headers } });
}

function errorOf({ status, body }: RawAnswer) {
  const [error] = body.errors!;
  return { status, code: error!.extensions.code, message: error!.message };
}

const SIZED =
  'query ($n: Int, $m: Int) { contracts(first: $n) { nodes { incidents(first: $m) { totalCount } } } }';
const COST = { 'ambit-cost': '1' };

describe.each([
  ['both ways, each compared with the other', bothWays],
  ['as it is served', graphqlHandler],
])('a request %s', (_way, handler) => {
  let url: string;
  beforeAll(async () => {
    url = await start(handler, { MAX_QUERY_NODES: 1_000 });
  });

  it.each([
    ['a bomb of fragments', fragmentBomb(12), /fields, each fragment counted/],
    [
      'incidents of incidents, three times',
      incidentsOfIncidents(3),
      /101,010,100 nodes by its page sizes; at most 1,000/,
    ],
    ['incidents of incidents, four times', incidentsOfIncidents(4), /10,101,010,100 nodes/],
    ['many ids under many names', manyNodes(300, ['a', 'b']), /300 occurrences of the field nodes/],
    [
      'many ids',
      manyNodes(
        30,
        Array.from({ length: 100 }, (_, id) => `x${id}`),
      ),
      /3,000 nodes/,
    ],
  ])('is refused before it is run: %s', async (_name, document, message) => {
    for (const answer of [await send(url, operation(document)), await send(url, operation(document))]) {
      expect(errorOf(answer)).toEqual({
        status: 400,
        code: 'QUERY_TOO_COMPLEX',
        message: expect.stringMatching(message) as string,
      });
      expect(answer.body).toEqual({ errors: [expect.anything()] });
    }
  });

  it('is refused by the page sizes in its variables, whether its document is known or not', async () => {
    const tooMany = { n: 50, m: 20 };
    const refusal = errorOf(await send(url, operation(SIZED, tooMany)));
    expect(refusal).toEqual({
      status: 400,
      code: 'QUERY_TOO_COMPLEX',
      message:
        'The document asks for 1,050 nodes by its page sizes; at most 1,000 are allowed. Ask for smaller pages with first, above all in lists within lists, or for fewer lists in one request.',
    });
    expect((await send(url, operation(SIZED, { n: 50, m: 19 }))).body.errors).toBeUndefined();
    expect(errorOf(await send(url, operation(SIZED, tooMany)))).toEqual(refusal);
  });

  it('tells its cost to a client that asks for it, whether its document is known or not', async () => {
    const cost = { requested: 5 + 5 * 3, limit: 1_000, remaining: 990, restoreRate: 10 };
    const ask = () => send(url, operation(SIZED, { n: 5, m: 3 }), COST);
    for (const answer of [await ask(), await ask()]) {
      expect(answer.body).toEqual({ data: expect.anything(), extensions: { cost } });
    }
    expect((await send(url, operation(SIZED, { n: 5, m: 3 }))).body).not.toHaveProperty('extensions');
  });

  it('tells the cost with errors too', async () => {
    const cost = { requested: 1, limit: 1_000, remaining: 990, restoreRate: 10 };
    for (const document of ['{ contracts(', '{ nothing }', '{ plan(id: "x") { name } }', fragmentBomb(12)]) {
      const { body } = await send(url, operation(document), COST);
      expect(body).toMatchObject({ extensions: { cost } });
    }
    const { body } = await send(url, operation(SIZED, { n: 100, m: 100 }), COST);
    expect(body).toMatchObject({ errors: [{}], extensions: { cost: { requested: 10_100 } } });
  });

  it('costs its nodes, once, whichever way it takes, and at least 1', async () => {
    await send(url, operation(SIZED, { n: 5, m: 3 }));
    await send(url, operation(SIZED, { n: 5, m: 3 }));
    await send(url, operation(SIZED, { n: 5, m: 'x' }));
    await send(url, operation(SIZED, { n: 100, m: 100 }));
    await send(url, operation('{ plan(id: "UGxhbjo5OTk5OQ") { name } }'));
    await send(url, operation('{ nothing }'));
    expect(asked).toEqual([20, 20, 5 + 5 * 25, 1, 1, 1]);
  });

  it('is answered with 429 where the points do not suffice', async () => {
    await send(url, operation(SIZED, { n: 5, m: 3 }));
    says = { ...FULL, allowed: false, remaining: 7, retryAfterSeconds: 1.3 };
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...COST };
    for (const query of [SIZED, `${SIZED} `]) {
      const body = JSON.stringify({ query, variables: { n: 5, m: 3 } });
      const response = await fetch(url, { method: 'POST', headers, body });
      expect(response.status).toBe(429);
      expect(response.headers.get('retry-after')).toBe('2');
      expect(response.headers.get('ratelimit-policy')).toBe('"cost";q=1000;w=100');
      expect(response.headers.get('ratelimit')).toBe('"cost";r=7;t=2');
      const { errors, extensions } = (await response.json()) as Record<string, unknown>;
      expect(errors).toEqual([
        {
          message:
            'This request costs 20 points and 7 of 1000 are left; 10 come back a second. Send it again in 2 s, or ask for smaller pages.',
          extensions: { code: 'RATE_LIMITED', docs: '/docs/errors.md#error-rate_limited' },
        },
      ]);
      expect(extensions).toEqual({ cost: { requested: 20, limit: 1_000, remaining: 7, restoreRate: 10 } });
    }
  });
});

it('of a document with many faults at most 10 are returned', async () => {
  const url = await start(graphqlHandler);
  const faults = Array.from({ length: 20 }, (_, nth) => `nothing${nth}`).join(' ');
  const { body } = await send(url, operation(`{ ${faults} }`));
  expect(body.errors).toHaveLength(10);
  expect(body.errors![9]!.message).toMatch(/^Too many validation errors/);
});

describe('what the client may have meant', () => {
  const SLIPS: readonly RawRequest[] = [
    operation('{ providers { nme } }'),
    operation('{ provdiers { name } }'),
    operation('{ customers(frist: 1) { totalCount } }'),
    operation('{ customers(filter: { region: EUROPA }) { totalCount } }'),
    operation('{ customers(filter: { regon: EUROPE }) { totalCount } }'),
    operation('query ($f: CustomrFilter) { customers(filter: $f) { totalCount } }'),
    operation('query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }', { f: { regon: 1 } }),
    operation('query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }', {
      f: { region: 'EUROPA' },
    }),
  ];

  it.each([
    ['development', true],
    [undefined, false],
    ['production', false],
  ] as const)('with NODE_ENV=%s the client is told what it may have meant: %s', async (NODE_ENV, isTold) => {
    const url = await start(graphqlHandler, { NODE_ENV });
    for (const slip of SLIPS) {
      const { message, status } = errorOf(await send(url, slip));
      expect([status, /Did you mean/.test(message), message]).toEqual([400, isTold, message]);
    }
  });
});
