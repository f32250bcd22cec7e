import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { RequestContext } from '../../src/catalog/request-context';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { makeDemoData } from '../../src/demo/make-demo-data';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const clock = new TestClock('2026-06-10T10:00:00Z');
const server = useServer(clock, 'docs_questions');
const page = readFileSync(join(__dirname, '../../docs/questions.md'), 'utf8');
const CALLER = {
  keyId: '1',
  name: 'demo',
  role: 'ADMIN',
  customerId: null,
  isPartner: false,
  providerId: null,
} as const;

/** Each request of the page, with what is sent with it and what comes back. */
const EXAMPLES = [...page.matchAll(/```graphql\n([\s\S]+?)```\s+((?:```json\n[\s\S]+?```\s*)+)/g)].map(
  ([, query, json]) => {
    const parts = [...json!.matchAll(/```json\n([\s\S]+?)```/g)].map(([, text]) => text!);
    return { query: query!, variables: parts.length > 1 ? parts[0]! : '{}', answer: parts.at(-1)! };
  },
);

let sales: GraphQLClient;

async function idOf(what: string): Promise<string> {
  const [kind, name] = what.split(' ') as [string, string];
  if (kind !== 'plan') {
    const query = `query ($number: String!) { ${kind}(number: $number) { id } }`;
    return (await sales.request<Record<string, { id: string }>>(query, { number: name }))[kind]!.id;
  }
  const [provider, code] = name.split('/');
  const query = 'query ($provider: String!) { provider(code: $provider) { plans { id code } } }';
  const { provider: found } = await sales.request<{ provider: { plans: { id: string; code: string }[] } }>(
    query,
    {
      provider,
    },
  );
  return found.plans.find((plan) => plan.code === code)!.id;
}

beforeAll(async () => {
  const catalog = new Catalog(server.database);
  await catalog.read();
  await makeDemoData(new RequestContext(catalog, server.database, clock, CALLER, 'demo'));
  sales = await server.as('SALES');
  const admin = await server.as('ADMIN');
  const { contract } = await admin.request<{ contract: { id: string; namedContacts: { id: string }[] } }>(
    '{ contract(number: "ITN-BASIC-1") { id namedContacts { id } } }',
  );
  await mutate(admin, 'openIncident', {
    ...{ contractId: contract.id, contactId: contract.namedContacts[0]!.id, channel: 'EMAIL', impact: 'LOW' },
    ...{ product: 'znuny', productVersion: '6.5', platformVersion: 'Debian 12', description: 'It is slow.' },
  });
}, 60_000);

it('docs/questions.md asks ten questions', () => {
  expect(page.match(/^## \d+\./gm)).toHaveLength(10);
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(10);
});

it.each(EXAMPLES)(
  'docs/questions.md shows what is returned: $query',
  async ({ query, variables, answer }) => {
    const known: Record<string, string> = {};
    for (const [, what] of variables.matchAll(/<(.+?)>/g)) known[what!] = await idOf(what!);
    const sent = JSON.parse(variables.replaceAll(/<(.+?)>/g, (_all, what: string) => known[what]!)) as object;
    expect(await sales.request(query, sent)).toEqual(JSON.parse(answer));
  },
);
