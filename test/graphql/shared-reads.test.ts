import { GraphQLClient } from 'graphql-request';
import { parseGlobalId, toGlobalId } from '../../src/shared/domain/global-id';
import { RequestContext } from '../../src/catalog/request-context';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { makeDemoData } from '../../src/demo/make-demo-data';
import { TestClock } from '../support/test-clock';
import { freshDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const CALLER = {
  keyId: '1',
  name: 'test',
  role: 'ADMIN',
  customerId: null,
  isPartner: false,
  providerId: null,
} as const;

interface Incidents {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly nodes: readonly { readonly reference: string }[];
}

let server: TestServer;
let client: GraphQLClient;
beforeAll(async () => {
  const clock = new TestClock('2026-06-10T10:00:00Z');
  const target = await freshDatabase('shared_reads');
  const catalog = new Catalog(target.database);
  await catalog.read();
  await makeDemoData(new RequestContext(catalog, target.database, clock, CALLER, 'demo'));
  server = await startTestServer(clock, target);
  client = await server.as('ADMIN');
});
afterAll(() => server.close());

function expectWhole({ totalCount, pageInfo, nodes }: Incidents): void {
  expect(totalCount).toBeGreaterThan(1);
  expect(new Set(nodes.map(({ reference }) => reference)).size).toBe(totalCount);
  expect([nodes.length, pageInfo.hasNextPage]).toEqual([totalCount, false]);
}

const INCIDENTS = 'incidents(first: 100) { totalCount pageInfo { hasNextPage } nodes { reference } }';

it('shows each of eight callers at once every incident of a contract once', async () => {
  const clients = await Promise.all(Array.from({ length: 8 }, () => server.as('SUPPORT')));
  const document = `{ contract(number: "ITN-STANDARD-1") { ${INCIDENTS} } }`;
  const answers = await Promise.all(
    clients.map((each) => each.request<{ contract: { incidents: Incidents } }>(document)),
  );
  for (const { contract } of answers) expectWhole(contract.incidents);
});

it('shows the incidents of a contract once each where the contract is met several times in one document', async () => {
  const document = `{ incidents(first: 3) { nodes { contract { number ${INCIDENTS} } } } }`;
  const { incidents } = await client.request<{
    incidents: { nodes: { contract: { number: string; incidents: Incidents } }[] };
  }>(document);
  const contracts = incidents.nodes.map(({ contract }) => contract);
  expect(new Set(contracts.map(({ number }) => number)).size).toBeLessThan(contracts.length);
  for (const contract of contracts) expectWhole(contract.incidents);
});

it.each(['customers', 'contracts', 'incidents'])(
  'answers nodes in the order of the ids, repeated and unknown ones included: %s',
  async (list) => {
    const ids = (
      await client.request<Record<string, { nodes: { id: string }[] }>>(
        `{ ${list}(first: 4) { nodes { id } } }`,
      )
    )[list]!.nodes.map(({ id }) => id);
    const [a, b, c] = ids.map((_id, nth) => ids.at(-1 - nth)!) as [string, string, string];
    const type = parseGlobalId(a)!.type;
    const unknown = toGlobalId(type, '99999999999');
    for (const asked of [ids.slice(0, 3), [c, a, b], [c, b, a], [b, unknown, b, a]]) {
      const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
      const { nodes } = await client.request<{ nodes: ({ id: string } | null)[] }>(document, { ids: asked });
      expect(nodes.map((node) => node?.id ?? unknown)).toEqual(asked);
    }
  },
);
