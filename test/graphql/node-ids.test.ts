import { toGlobalId } from '../../src/shared/domain/global-id';
import { BadInputClient } from '../support/bad-input-client';
import { operation, sendRaw } from '../support/raw-request';
import { startTestServer, TestServer } from '../support/test-server';

let server: TestServer;
let key: string;
beforeAll(async () => {
  server = await startTestServer();
  key = await server.keyOf('ADMIN');
});
afterAll(() => server.close());

const UNKNOWN = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'isPrototypeOf',
  'Foo',
  'AuditEntry',
  'DecisionRecord',
  'Contract',
].map((type) => [type, toGlobalId(type, '999999999')] as const);

async function ask(query: string, variables: object) {
  const headers = { authorization: `Bearer ${key}` };
  return sendRaw(server.url, { ...operation(query, variables), headers });
}

it.each(UNKNOWN)('node answers null for an id of which there is nothing: %s', async (_type, id) => {
  const { status, body } = await ask('query ($id: ID!) { node(id: $id) { id } }', { id });
  expect([status, body]).toEqual([200, { data: { node: null } }]);
});

it('nodes answers null for each of them', async () => {
  const ids = UNKNOWN.map(([, id]) => id);
  const { body } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(body).toEqual({ data: { nodes: ids.map(() => null) } });
});

it.each(['garbage', Buffer.from('Contract 1').toString('base64url'), ''])(
  'what has not the form of an id is the client’s error: %j',
  async (id) => {
    const client = new BadInputClient(server.url, key);
    await client.refused(
      operation('query ($id: ID!) { node(id: $id) { id } }', { id }),
      200,
      'BAD_USER_INPUT',
      /^id must be an id/,
    );
  },
);

const CATALOG_TEXTS = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
it.each(CATALOG_TEXTS)('a code that every object has a property of is an unknown code: %s', async (code) => {
  const { body } = await ask(
    `query ($code: String!) { provider(code: $code) { name } customer(number: $code) { name }
       contract(number: $code) { id } incident(reference: $code) { id } }`,
    { code },
  );
  expect(body).toEqual({ data: { provider: null, customer: null, contract: null, incident: null } });
  const product = await ask(
    'query ($code: String!) { productSupport(product: $code, version: "1") { __typename } }',
    { code },
  );
  const known = await ask(
    'query ($code: String!) { productSupport(product: $code, version: "1") { __typename } }',
    { code: 'none' },
  );
  expect(product.body.errors?.[0]?.extensions).toEqual(known.body.errors?.[0]?.extensions);
  expect(product.body.errors?.[0]?.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
});
