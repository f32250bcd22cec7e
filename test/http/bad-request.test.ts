import { BadInputClient, CREATE_CUSTOMER, SECRET } from '../support/bad-input-client';
import { operation, RawRequest } from '../support/raw-request';
import { rowCounts } from '../support/row-counts';
import { useServer } from '../support/test-server';

const server = useServer(undefined, 'bad_request');
let client: BadInputClient;
let before: Record<string, number>;

beforeAll(async () => {
  client = new BadInputClient(server.url, await server.keyOf('ADMIN'));
  before = await rowCounts(server.database);
});
afterEach(async () => expect(await rowCounts(server.database)).toEqual(before));

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const withVariable = (value: string) =>
  `{"query": "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", "variables": {"ids": ${value}}}`;

it.each<[string, RawRequest, number, RegExp]>([
  [
    'malformed JSON',
    { body: `{"query": "{ providers", "note": "${SECRET}` },
    400,
    /not valid JSON. Send JSON/,
  ],
  ['no JSON at all', { body: SECRET }, 400, /not valid JSON. Send JSON/],
  ['a poisoned prototype', { body: '{"query": "{ __typename }", "__proto__": {}}' }, 400, /not valid JSON/],
  ['an empty body', { body: '' }, 400, /body is empty. Send JSON/],
  ['a null', { body: 'null' }, 400, /body missing/],
  ['a number', { body: '42' }, 400, /body missing/],
  ['an empty object', { body: '{}' }, 400, /body missing/],
  ['a batch', { body: '[{"query": "{ __typename }"}]' }, 400, /batching disabled/],
  ['a query that is a number', { body: '{"query": 5}' }, 400, /queries must be strings/],
  ['an empty query', { body: '{"query": ""}' }, 400, /non-empty `query`/],
  [
    'variables that are a text',
    { body: '{"query": "{ __typename }", "variables": "{}"}' },
    400,
    /`variables`/,
  ],
  ['variables that are a list', { body: '{"query": "{ __typename }", "variables": []}' }, 400, /`variables`/],
  [
    'another content type',
    { body: 'a=b', headers: { 'content-type': 'text/csv' } },
    415,
    /application\/json/,
  ],
  ['an oversize body', { body: JSON.stringify({ query: 'x'.repeat(300_000) }) }, 413, /too large/],
])('a request that is no GraphQL over HTTP: %s', async (_name, request, status, message) => {
  await client.refused(request, status, 'BAD_REQUEST', message);
});

it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a request that is no GraphQL over HTTP is not taken as %s, which a foreign site could send in a browser’s name',
  async (contentType) => {
    const query = `mutation { createCustomer(input: { number: "X", name: "X", region: EUROPE }) { customer { id } } }`;
    const answer = await client.send({
      body: JSON.stringify({ query }),
      headers: { 'content-type': contentType },
    });
    expect([400, 415]).toContain(answer.status);
  },
);

it('a request that is no GraphQL over HTTP is not taken as a GET without the header against CSRF, nor as a GET that writes', async () => {
  const query = encodeURIComponent(
    'mutation { createCustomer(input: { number: "X", name: "X", region: EUROPE }) { customer { id } } }',
  );
  const search = `?query=${query}`;
  await client.refused(
    { method: 'GET', search, headers: { 'content-type': 'text/plain' } },
    400,
    'BAD_REQUEST',
    /CSRF/,
  );
  await client.refused({ method: 'GET', search }, 405, 'BAD_REQUEST', /GET requests only support query/);
});

it.each<[string, RawRequest, number, string]>([
  ['an address that does not exist', { search: '/nothing', body: '{}' }, 404, 'NOT_FOUND'],
  ['a malformed address', { method: 'GET', search: '/%zz' }, 400, 'BAD_REQUEST'],
])('a request that is no GraphQL over HTTP: %s', async (_name, request, status, code) => {
  await client.refused(request, status, code, /GraphQL is at POST \/graphql/);
});

it('a request that is no GraphQL over HTTP is told that persisted queries are not taken', async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
  const request = { body: JSON.stringify({ extensions }) };
  await client.refused(request, 200, 'PERSISTED_QUERY_NOT_SUPPORTED', /PersistedQueryNotSupported/);
});

it.each<[string, RawRequest, string, RegExp]>([
  ['a syntax error', operation('{ customers( }'), 'GRAPHQL_PARSE_FAILED', /Expected Name, found "}"/],
  ['too many tokens', operation(`{${' a'.repeat(6_000)} }`), 'GRAPHQL_PARSE_FAILED', /5000 tokens/],
  [
    'a loop of fragments',
    operation('{ ...a } fragment a on Query { ...a }'),
    'GRAPHQL_VALIDATION_FAILED',
    /"a" within itself/,
  ],
  [
    'an unknown field',
    operation('{ providers { nme } }'),
    'GRAPHQL_VALIDATION_FAILED',
    /"nme" on type "Provider"\.$/,
  ],
  [
    'an unknown argument',
    operation('{ customers(limit: 3) { totalCount } }'),
    'GRAPHQL_VALIDATION_FAILED',
    /"limit" on field "Query.customers"/,
  ],
  [
    'an unknown operation',
    { body: '{"query": "query a { __typename }", "operationName": "b"}' },
    'OPERATION_RESOLUTION_FAILURE',
    /"b"/,
  ],
  [
    'a number too large',
    operation('{ customers(first: 99999999999) { totalCount } }'),
    'GRAPHQL_VALIDATION_FAILED',
    /^Int cannot represent non 32-bit signed integer value\.$/,
  ],
  [
    'a wrong literal',
    operation(`{ customers(first: "${SECRET}") { totalCount } }`),
    'GRAPHQL_VALIDATION_FAILED',
    /^Int cannot represent non-integer value\.$/,
  ],
  [
    'a wrong enum',
    operation(`{ customers(filter: { region: ${SECRET} }) { totalCount } }`),
    'GRAPHQL_VALIDATION_FAILED',
    /^The value does not exist in "Region" enum\./,
  ],
  [
    'a list for an object',
    operation(`{ customers(filter: ["${SECRET}"]) { totalCount } }`),
    'GRAPHQL_VALIDATION_FAILED',
    /^Expected value of type "CustomerFilter"\.$/,
  ],
])('a document at fault: %s', async (_name, request, code, message) => {
  await client.refused(request, 400, code, message);
});

it('a document at fault: a deep list, whether the stack suffices to parse it or not', async () => {
  const document = `{ nodes(ids: ${nested('[', ']', 2_400)}) { id } }`;
  const { status, body } = await client.send(operation(document));
  expect([status, body.errors![0]!.message]).toEqual([
    400,
    expect.stringMatching(/nested too deeply|^ID cannot represent a non-string and non-integer value\.$/),
  ]);
});

describe('a variable at fault', () => {
  const customer = { number: 'C-1', name: SECRET, region: 'EUROPE' };

  it.each<[string, object | string | null, RegExp]>([
    [
      'an unknown field',
      { ...customer, nmae: 'x' },
      /^The variable \$input is at fault: Field "nmae" is not defined by type "CreateCustomerInput"/,
    ],
    [
      'a missing field',
      { name: SECRET, region: 'EUROPE' },
      /Field "number" of required type "String!" was not provided/,
    ],
    [
      'a wrong type',
      { ...customer, number: { secret: SECRET } },
      /^The variable \$input.number is at fault: String cannot represent a non string value\.$/,
    ],
    [
      'a wrong enum',
      { ...customer, region: `${SECRET}; at "x"` },
      /^The variable \$input.region is at fault: The value does not exist in "Region" enum\.$/,
    ],
    ['null for a thing', null, /"\$input" of non-null type "CreateCustomerInput!" must not be null/],
    [
      'a text for a thing',
      SECRET,
      /^The variable \$input is at fault: Expected type "CreateCustomerInput" to be an object\.$/,
    ],
    ['a NUL', { ...customer, name: 'a\0b' }, /\$input.name contains a NUL character/],
    ['a NUL in a list', { ...customer, extra: [[{ deep: '\0' }]] }, /\$input.extra.0.0.deep contains a NUL/],
    [
      'half of a surrogate pair',
      { ...customer, name: 'a\ud800' },
      /\$input.name contains .* half of a surrogate pair/,
    ],
  ])('a variable at fault: %s', async (_name, input, message) => {
    await client.refused(operation(CREATE_CUSTOMER, { input }), 400, 'BAD_USER_INPUT', message);
  });

  it('a variable at fault: a NUL in a literal and in a default is refused by its place', async () => {
    for (const document of [
      '{ customer(number: "\\u0000") { id } }',
      'query ($n: String = "\\u0000") { customer(number: $n) { id } }',
    ]) {
      await client.refused(operation(document), 400, 'GRAPHQL_VALIDATION_FAILED', /NUL character/);
    }
    await client.refused(
      operation('{ customer(number: "\\uD800") { id } }'),
      400,
      'GRAPHQL_PARSE_FAILED',
      /Invalid Unicode/,
    );
  });

  it.each([17, 100, 100_000])('a variable at fault: a list %i levels deep', async (depth) => {
    const request = { body: withVariable(nested('[', ']', depth)) };
    await client.refused(
      request,
      400,
      'BAD_USER_INPUT',
      /^The variable \$ids[.0]* is nested more than 16 levels deep\.$/,
    );
  });
});
