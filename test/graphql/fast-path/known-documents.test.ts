import { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { buildSchema, GraphQLError, parse } from 'graphql';
import { unlimitedCharge } from '../../../src/graphql/cost/charge';
import { DEFAULT_LIMITS } from '../../../src/graphql/cost/cost-limits';
import { CostMeter } from '../../../src/graphql/cost/cost-meter';
import { DocumentCosts } from '../../../src/graphql/cost/document-costs';
import { CompiledDocuments, MOST_FIELDS_COMPILED } from '../../../src/graphql/fast-path/compiled-documents';
import { runKnownDocuments } from '../../../src/graphql/fast-path/known-documents';
import { Refused, ruleBroken } from '../../../src/shared/domain/refusal';
import { RequestContext } from '../../../src/catalog/request-context';
import { RequestLifetime } from '../../../src/platform/request-lifetime';

const schema = buildSchema(
  `type Query { hello(name: String!): String  broken: String  busy: String  refused: String }`,
);
Object.assign(schema.getQueryType()!.getFields()['hello']!, {
  resolve: (_source: unknown, { name }: { name: string }) => `Hello ${name}`,
});
const failing = {
  broken: new Error('a secret'),
  busy: Object.assign(new Error('slow'), { code: '57014', severity: 'ERROR' }),
};
for (const [field, error] of Object.entries(failing))
  Object.assign(schema.getQueryType()!.getFields()[field]!, { resolve: () => Promise.reject(error) });
Object.assign(schema.getQueryType()!.getFields()['refused']!, {
  resolve: () => {
    throw new Refused([ruleBroken('NOT_FOUND', 'There is none.', ['id'])]);
  },
});

const HELLO = 'query ($name: String!) { hello(name: $name) }';
const TWO = 'query A { hello(name: "a") } query B { hello(name: "b") }';

const errors: unknown[] = [];
const log = { error: (line: unknown) => errors.push(line) } as unknown as FastifyBaseLogger;
const context = {
  requestId: 'request-1',
  isReplayed: false,
  lifetime: RequestLifetime.endless(),
  written: new Set<string>(),
} as RequestContext;
const contextOf = jest.fn((request: FastifyRequest) =>
  Promise.resolve(request.headers.authorization === undefined ? null : context),
);
const documents = new CompiledDocuments(schema);
for (const source of [HELLO, '{ broken }', '{ busy }', '{ refused hello(name: "x") }'])
  documents.compile(source, parse(source), undefined);
for (const name of ['A', 'B']) documents.compile(TWO, parse(TWO), name);

const handler = runKnownDocuments({
  documents,
  meter: new CostMeter(DEFAULT_LIMITS, unlimitedCharge),
  contextOf,
  log,
  fallback: () => Promise.resolve('left to Apollo'),
});

/** What the handler answers, with status and headers. */
async function answerTo(body: unknown, changes: object = {}) {
  const answer = { status: 200, headers: {} as Record<string, string>, text: '' };
  const reply = {
    request: {},
    code: (status: number) => ((answer.status = status), reply),
    header: (name: string, value: string) => ((answer.headers[name] = value), reply),
    headers: (values: object) => (Object.assign(answer.headers, values), reply),
  };
  const request = { method: 'POST', headers: { authorization: 'Bearer x' }, body, ...changes };
  answer.text = await handler(request as unknown as FastifyRequest, reply as unknown as FastifyReply);
  return answer;
}

it('answers a known document', async () => {
  expect(await answerTo({ query: HELLO, variables: { name: 'Ada' } })).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    text: '{"data":{"hello":"Hello Ada"}}\n',
  });
});

it.each([{ extensions: {} }, { extensions: null }, { operationName: null }, { extensions: { client: 'a' } }])(
  'takes null for absent, and extensions that ask for nothing: %j',
  async (fields) => {
    expect((await answerTo({ ...sound, ...fields })).text).toBe('{"data":{"hello":"Hello Ada"}}\n');
  },
);

it.each(['A', 'B'])('runs the operation that is named: %s', async (operationName) => {
  const { text } = await answerTo({ query: TWO, operationName });
  expect(text).toBe(`{"data":{"hello":"Hello ${operationName.toLowerCase()}"}}\n`);
});

const sound = { query: HELLO, variables: { name: 'Ada' } };
it.each<[string, unknown, object?]>([
  ['an unknown document', { ...sound, query: `${HELLO} ` }],
  ['an operation that is not known', { query: TWO, operationName: 'C' }],
  ['no name where there are two operations', { query: TWO }],
  ['an operation name that is no text', { ...sound, operationName: 1 }],
  ['a variable of the wrong type', { ...sound, variables: { name: 1 } }],
  ['a variable left out', { query: HELLO }],
  ['variables that are a list', { ...sound, variables: [] }],
  ['variables that are a text', { ...sound, variables: '{}' }],
  ['a variable with broken text', { ...sound, variables: { name: 'a\0b' } }],
  ['a further field', { ...sound, other: {} }],
  ['a persisted query', { ...sound, extensions: { persistedQuery: {} } }],
  ['extensions that are a text', { ...sound, extensions: '{}' }],
  ['an operation without a name by an empty one', { ...sound, operationName: '' }],
  ['a list of requests', [sound]],
  ['no body', null],
  ['a query that is no text', { ...sound, query: { kind: 'Document' } }],
  ['GET', sound, { method: 'GET' }],
  ['a wish for another media type', sound, { headers: { accept: 'application/graphql-response+json' } }],
  ['a caller who is not known', sound, { headers: {} }],
])('leaves to Apollo: %s', async (_what, body, ...[changes]) => {
  expect((await answerTo(body, changes)).text).toBe('left to Apollo');
});

it('asks who it is only for a document that it can answer', async () => {
  contextOf.mockClear();
  await answerTo({ query: '{ hello }' });
  expect(contextOf).not.toHaveBeenCalled();
});

it('masks an internal error, and logs it whole', async () => {
  errors.length = 0;
  const { text, status } = await answerTo({ query: '{ broken }' });
  expect([status, JSON.parse(text)]).toMatchObject([
    200,
    { data: { broken: null }, errors: [{ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
  ]);
  expect(text).not.toContain('secret');
  expect(errors).toMatchObject([{ reqId: 'request-1', err: failing.broken }]);
});

it('says that the database is busy by status and header', async () => {
  const { status, headers } = await answerTo({ query: '{ busy }' });
  expect([status, headers['retry-after']]).toEqual([503, '1']);
});

it('answers a refusal beside what was found', async () => {
  const { text } = await answerTo({ query: '{ refused hello(name: "x") }' });
  expect(JSON.parse(text)).toMatchObject({
    data: { refused: null, hello: 'Hello x' },
    errors: [{ message: 'There is none.', extensions: { code: 'BAD_USER_INPUT', argument: ['id'] } }],
  });
});

it('says that a mutation was answered from its idempotency key', async () => {
  contextOf.mockResolvedValueOnce({ ...context, isReplayed: true } as RequestContext);
  expect((await answerTo(sound)).headers['idempotency-replayed']).toBe('true');
});

it('the compiled documents are found by source and name together, however the two are cut', () => {
  const kept = new CompiledDocuments(schema);
  kept.compile(TWO, parse(TWO), 'A');
  expect(kept.find(TWO, 'A')).not.toBeNull();
  for (const [source, name] of [
    [TWO, null],
    [TWO, 'B'],
    [`${TWO}A`, null],
    [TWO.slice(0, -1), '}A'],
  ] as const)
    expect(kept.find(source, name)).toBeNull();
});

it.each([
  [MOST_FIELDS_COMPILED, true],
  [MOST_FIELDS_COMPILED + 1, false],
])('the compiled documents of %i fields are compiled and kept: %s', (fields, isCompiled) => {
  const aliases = Array.from({ length: fields }, (_, nth) => `a${nth}: broken`).join(' ');
  const source = `{ ${aliases} }`;
  const anyNumber = new DocumentCosts(schema, { ...DEFAULT_LIMITS, occurrences: 1_000 });
  const kept = new CompiledDocuments(schema, anyNumber);
  expect(kept.compile(source, parse(source), null)).not.toBeNull();
  expect(kept.find(source, null) !== null).toBe(isCompiled);
});

it('the compiled documents are kept by their size: of 40 large ones the first are gone', () => {
  const anyNumber = new DocumentCosts(schema, { ...DEFAULT_LIMITS, occurrences: 1_000 });
  const kept = new CompiledDocuments(schema, anyNumber);
  const sources = Array.from({ length: 40 }, (_, nth) => {
    return `{ ${Array.from({ length: MOST_FIELDS_COMPILED }, (_each, field) => `d${nth}_${field}: broken`).join(' ')} }`;
  });
  for (const source of sources) kept.compile(source, parse(source), null);
  expect(sources.map((source) => kept.find(source, null) !== null).indexOf(true)).toBe(8);
});

it('compiled documents give errors that are the library’s own', async () => {
  const answer = await documents.find('{ broken }', null)!.run(context, {});
  expect(answer!.errors![0]).toBeInstanceOf(GraphQLError);
});
