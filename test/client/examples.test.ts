import { gql, InMemoryCache } from '@apollo/client';
import { runInNewContext } from 'node:vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { apolloCacheOptions } from '@ambit/client/apollo';
import { RefusedError } from '@ambit/client/refusals';
import { apolloClient, createCustomerWithApollo } from '../../client/examples/apollo';
import { hoursWithGraphqlRequest } from '../../client/examples/graphql-request';
import { contractWithUrql, urqlClient } from '../../client/examples/urql';
import { deliver, booked } from '../consulting/consulting-api';
import { createCustomer, order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { textOf } from '../docs/page-examples';

const server = useServer(new TestClock('2026-06-10T10:00:00Z'), 'client');
let number: string;

beforeAll(async () => {
  const admin = await server.as('ADMIN');
  const customerId = await createCustomer(admin);
  const contract = await order(admin, 'it-novum', 'premium', {
    customerId,
    orderReceivedAt: '2026-05-01T10:00:00Z',
  });
  number = contract.number;
  const [block] = await booked(admin, contract.id, '2026-06-09T08:00:00Z');
  await deliver(admin, block!.id, '2026-06-09T08:00:00Z');
});

it('walks a list with graphql-request', async () => {
  const key = await server.keyOf('BILLING');
  const hours = await hoursWithGraphqlRequest(
    server.url,
    key,
    '2026-01-01T00:00:00Z',
    '2027-01-01T00:00:00Z',
  );
  expect(hours).toBe(4);
});

it('makes the first call of the README in at most ten lines', async () => {
  const [, block] = /^```ts\n([\s\S]*?)^```$/m.exec(textOf('client/README.md'))!;
  const lines = block!
    .trim()
    .split('\n')
    .filter((line) => line !== '');
  expect(lines.length).toBeLessThanOrEqual(10);
  expect(block).toContain('http://127.0.0.1:4000/graphql');
  const imports = lines.filter((line) => line.startsWith('import'));
  const rest = lines.filter((line) => !line.startsWith('import')).join('\n');
  const source = `${imports.join('\n')}\nexport const done = (async () => {\n${rest}\n})();`;
  const { outputText } = transpileModule(source.replace('http://127.0.0.1:4000/graphql', server.url), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  });
  const module = { exports: {} as { done: Promise<void> } };
  const said: unknown[] = [];
  const env = { AMBIT_KEY: await server.keyOf('SUPPORT') };
  const means = {
    require,
    exports: module.exports,
    process: { env },
    console: { log: (text: unknown) => said.push(text) },
  };
  runInNewContext(outputText, means);
  await module.exports.done;
  expect(said).toEqual([[number]]);
});

it('writes with Apollo Client, and throws a refusal with its reasons', async () => {
  const client = apolloClient(server.url, await server.keyOf('SALES'));
  expect(await createCustomerWithApollo(client, 'CL-1', 'One')).toMatchObject({ number: 'CL-1' });
  const refused = await createCustomerWithApollo(client, 'CL-1', 'Two').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RefusedError);
  expect((refused as RefusedError).has('CONFLICT')).toBe(true);
  client.stop();
});

it('reads with urql', async () => {
  const client = urqlClient(server.url, await server.keyOf('SUPPORT'));
  expect(await contractWithUrql(client, number)).toMatchObject({ number, snapshot: { status: 'ACTIVE' } });
  expect(await contractWithUrql(client, 'none')).toBeNull();
});

describe('urql’s cache as the client package makes it', () => {
  type Ask = (fields: string, cached?: boolean) => Promise<unknown>;
  const cacheOnly = { requestPolicy: 'cache-only' } as const;

  /** Asks of the same contract, over the network unless it is to be in the cache; null where the cache does not have all of it. */
  async function asks(): Promise<Ask> {
    const client = urqlClient(server.url, await server.keyOf('SUPPORT'));
    return async (fields, cached = false) => {
      const query = `query ($number: String!) { contract(number: $number) { id ${fields} } }`;
      const { data, error } = await client
        .query<{ contract: unknown }>(query, { number }, cached ? cacheOnly : {})
        .toPromise();
      if (error) throw error;
      return data?.contract ?? null;
    };
  }

  it('fills a snapshot and a quota up from components that ask for different fields of them', async () => {
    const ask = await asks();
    const all = 'snapshot { status suspended incidents { used limit } satellites { used } }';
    await ask('snapshot { status incidents { used } }');
    expect(await ask(all, true)).toBeNull();
    await ask('snapshot { suspended incidents { limit } satellites { used } }');
    expect(await ask(all, true)).toMatchObject({
      snapshot: {
        ...{ status: 'ACTIVE', suspended: false, satellites: { used: 0 } },
        incidents: { used: 0, limit: 50 },
      },
    });
  });

  it('keeps snapshots of two instants apart', async () => {
    const ask = await asks();
    const at = (day: string) => `snapshot(at: "2026-${day}T00:00:00Z") { status }`;
    for (const day of ['05-02', '06-09']) await ask(at(day));
    expect([await ask(at('05-02'), true), await ask(at('06-09'), true)]).toMatchObject([
      { snapshot: { status: 'ORDERED' } },
      { snapshot: { status: 'ACTIVE' } },
    ]);
    expect(await ask('snapshot { status }', true)).toBeNull();
  });

  it('leads from a contact back to the same contract', async () => {
    const ask = await asks();
    await ask('number namedContacts { id contract { id } }');
    expect(await ask('namedContacts { id contract { id number } }', true)).toMatchObject({
      namedContacts: [{ contract: { number } }],
    });
  });
});

it('keeps in Apollo’s cache what two components ask of the same part', () => {
  const cache = new InMemoryCache(apolloCacheOptions());
  const ask = (fields: string) => gql(`{ contract(number: "K-1") { id ${fields} } }`);
  const write = (fields: string, data: object) =>
    cache.writeQuery({
      query: ask(fields),
      data: { contract: { __typename: 'Contract', id: 'c', ...data } },
    });
  write('snapshot { status }', { snapshot: { __typename: 'ContractSnapshot', status: 'ACTIVE' } });
  write('snapshot { suspended }', { snapshot: { __typename: 'ContractSnapshot', suspended: false } });
  const notice = { __typename: 'Notice' };
  write('notices { party }', { notices: [{ ...notice, party: 'CUSTOMER' }] });
  write('notices { reason }', { notices: [{ ...notice, reason: 'Moved.' }] });
  const both = ask('snapshot { status suspended } notices { party reason }');
  expect(cache.readQuery({ query: both })).toMatchObject({
    contract: {
      snapshot: { status: 'ACTIVE', suspended: false },
      notices: [{ party: 'CUSTOMER', reason: 'Moved.' }],
    },
  });
});

/** The cache that docs/questions.md shows, as it stands there. */
function cacheOfQuestions(): InMemoryCache {
  const [, block] = /^```js\n([\s\S]*?)^```$/m.exec(textOf('docs/questions.md'))!;
  return runInNewContext(`${block}\ncache;`, { InMemoryCache }) as InMemoryCache;
}

const QUOTA = { __typename: 'Quota' };
const SNAPSHOT = { __typename: 'ContractSnapshot' };

describe.each([
  ['the client package', () => new InMemoryCache(apolloCacheOptions())],
  ['docs/questions.md', cacheOfQuestions],
])('Apollo’s cache as %s makes it', (_who, makeCache) => {
  const write = (cache: InMemoryCache, fields: string, data: object) =>
    cache.writeQuery({
      query: gql(`{ contract(number: "K-1") { id ${fields} } }`),
      data: { contract: { __typename: 'Contract', id: 'c', ...data } },
    });
  const read = (cache: InMemoryCache, fields: string) =>
    cache.readQuery<{ contract: unknown }>({ query: gql(`{ contract(number: "K-1") { id ${fields} } }`) })
      ?.contract;

  it('fills a quota up from two components that ask for different fields of it', () => {
    const cache = makeCache();
    write(cache, 'snapshot { incidents { used } }', {
      snapshot: { ...SNAPSHOT, incidents: { ...QUOTA, used: 3 } },
    });
    write(cache, 'snapshot { incidents { limit } }', {
      snapshot: { ...SNAPSHOT, incidents: { ...QUOTA, limit: 5 } },
    });
    expect(read(cache, 'snapshot { incidents { used limit } }')).toMatchObject({
      snapshot: { incidents: { used: 3, limit: 5 } },
    });
  });

  it('keeps snapshots of two instants apart', () => {
    const cache = makeCache();
    for (const [day, status] of [
      ['01', 'ORDERED'],
      ['02', 'ACTIVE'],
    ] as const)
      write(cache, `snapshot(at: "2026-06-${day}T00:00:00Z") { status }`, {
        snapshot: { ...SNAPSHOT, status },
      });
    const of = (day: string) => read(cache, `snapshot(at: "2026-06-${day}T00:00:00Z") { status }`);
    expect([of('01'), of('02')]).toMatchObject([
      { snapshot: { status: 'ORDERED' } },
      { snapshot: { status: 'ACTIVE' } },
    ]);
    expect(read(cache, 'snapshot { status }') ?? null).toBeNull();
  });

  it('fills a scheduled change of plan up, and takes it away where there is none any more', () => {
    const cache = makeCache();
    const change = { __typename: 'ScheduledPlanChange' };
    write(cache, 'scheduledPlanChange { effectiveOn }', {
      scheduledPlanChange: { ...change, effectiveOn: '2026-07-01' },
    });
    write(cache, 'scheduledPlanChange { plan { id name } }', {
      scheduledPlanChange: { ...change, plan: { __typename: 'Plan', id: 'p', name: 'Standard' } },
    });
    const both = 'scheduledPlanChange { effectiveOn plan { id name } }';
    expect(read(cache, both)).toMatchObject({
      scheduledPlanChange: { effectiveOn: '2026-07-01', plan: { name: 'Standard' } },
    });
    write(cache, 'scheduledPlanChange { effectiveOn }', { scheduledPlanChange: null });
    expect(read(cache, both)).toMatchObject({ scheduledPlanChange: null });
  });

  it('leads from a contact back to the same contract', () => {
    const cache = makeCache();
    write(cache, 'number namedContacts { id contract { id } }', {
      number: 'K-1',
      namedContacts: [{ __typename: 'NamedContact', id: 'n', contract: { __typename: 'Contract', id: 'c' } }],
    });
    expect(read(cache, 'namedContacts { id contract { id number } }')).toMatchObject({
      namedContacts: [{ contract: { number: 'K-1' } }],
    });
  });
});
