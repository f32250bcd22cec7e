import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';
import { dataSourceFor } from '../../../src/boot/data-source';
import { databaseOver } from '../../../src/platform/transactions/database';
import { requestUnder } from '../../incidents/incidents';
import { order, OrderedContract } from '../../support/builders';
import { makeKey } from '../../support/make-key';
import { startServerProcess } from '../../support/server-processes';
import { startSpanReceiver, Span, SpanReceiver } from '../../support/span-receiver';
import { emptyDatabase } from '../../support/test-database';

const SETTINGS = { DATABASE_POOL_SIZE: 1, DATABASE_STATEMENT_TIMEOUT_MS: 30_000 };
const CLIENT_SPAN = 'b7ad6b7169203331';
const NUMBERS = `query Numbers($id: ID!) { contract(id: $id) { number customer { name } snapshot { plan { code } } } }`;
const OPEN = `mutation Open($input: OpenIncidentInput!) {
  openIncident(input: $input) { incident { reference } userErrors { code message } }
}`;
const CUSTOMER = `mutation Customer($input: CreateCustomerInput!) {
  createCustomer(input: $input) { customer { id } userErrors { code message } }
}`;

/** A trace of a client, and what it sends to belong to it. */
function newTrace(isSampled = true) {
  const id = randomBytes(16).toString('hex');
  return { id, headers: { traceparent: `00-${id}-${CLIENT_SPAN}-0${isSampled ? 1 : 0}` } };
}

let receiver: SpanReceiver;
let key: string;
/** What was asked, each in a trace of its own. */
const asked = {
  search: newTrace(),
  open: newTrace(),
  customer: newTrace(),
  refused: newTrace(),
  unsampled: newTrace(false),
  atOnce: Array.from({ length: 8 }, () => newTrace()),
};

beforeAll(async () => {
  receiver = await startSpanReceiver();
  const url = await emptyDatabase('tracing');
  const settings = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  };
  const server = await startServerProcess(url, settings, ['--empty']);
  const owner = await dataSourceFor(url, SETTINGS).initialize();
  key = await makeKey(databaseOver(owner), { name: 'traced', role: 'ADMIN' });
  await owner.destroy();
  const client = new GraphQLClient(server.url, { headers: { authorization: `Bearer ${key}` } });
  const contracts: OrderedContract[] = [];
  for (let nth = 0; nth < 8; nth += 1) contracts.push(await order(client, 'it-novum', 'premium'));

  await client.request(
    'query Mine { customers(filter: { search: "Hidden" }) { nodes { name } } }',
    {},
    asked.search.headers,
  );
  const contractId = contracts[0]!.id;
  const input = requestUnder(contracts[0]!, { description: 'Hidden' });
  await client.request(OPEN, { input }, asked.open.headers);
  const customer = { number: 'C-Hidden', name: 'Hidden', region: 'EUROPE' };
  await client.request(CUSTOMER, { input: customer }, asked.customer.headers);
  await client.request(CUSTOMER, { input: customer }, asked.refused.headers);
  await client.request(NUMBERS, { id: contractId }, asked.unsampled.headers);
  await Promise.all(
    asked.atOnce.map(({ headers }, nth) => client.request(NUMBERS, { id: contracts[nth]!.id }, headers)),
  );
  expect((await server.stop()).exitCode).toBe(0);
});
afterAll(() => receiver.close());

/** The span of the one request of a trace. */
function requestOf({ id }: { readonly id: string }): Span {
  const [request, ...others] = receiver.spans().filter(({ kind, traceId }) => kind === 2 && traceId === id);
  expect(others).toEqual([]);
  return request!;
}

function statementsOf(request: Span): readonly Span[] {
  return receiver.spans().filter(({ parentSpanId }) => parentSpanId === request.spanId);
}

function namesOf(trace: { readonly id: string }): readonly string[] {
  return statementsOf(requestOf(trace)).map(({ name }) => name);
}

/** Whether one was over before the other, and began after it. */
function isWithin(inner: Span, outer: Span): boolean {
  return (
    BigInt(inner.startTimeUnixNano) >= BigInt(outer.startTimeUnixNano) &&
    BigInt(inner.endTimeUnixNano) <= BigInt(outer.endTimeUnixNano) &&
    BigInt(inner.startTimeUnixNano) <= BigInt(inner.endTimeUnixNano)
  );
}

it('a traced request is a span of the trace that its client names, with the operation, and was sent before the program ended', () => {
  const request = requestOf(asked.search);
  expect(request).toMatchObject({ name: 'POST /graphql', parentSpanId: CLIENT_SPAN, status: {} });
  expect(request.attributes).toEqual(
    expect.arrayContaining([
      { key: 'graphql.operation.name', value: { stringValue: 'Mine' } },
      { key: 'http.response.status_code', value: { intValue: 200 } },
      { key: 'ambit.role', value: { stringValue: 'ADMIN' } },
      { key: 'ambit.database_us', value: { intValue: expect.any(Number) as number } },
    ]),
  );
  expect(receiver.resources()[0]).toEqual(
    expect.arrayContaining([
      { key: 'service.name', value: { stringValue: 'ambit' } },
      { key: 'deployment.environment.name', value: { stringValue: 'test' } },
    ]),
  );
});

it('the statements of a query are spans within that of their request', () => {
  const request = requestOf(asked.search);
  const statements = statementsOf(request);
  expect(statements).not.toEqual([]);
  for (const statement of statements) {
    expect(statement).toMatchObject({ traceId: asked.search.id, kind: 3, status: {} });
    expect(isWithin(statement, request)).toBe(true);
  }
});

it('the statements of a mutation are spans within that of its request, those of a batched write too', () => {
  expect(namesOf(asked.open)).toEqual(
    expect.arrayContaining(['transaction', 'lock-free-contracts', 'insert-incidents']),
  );
  expect(namesOf(asked.customer)).toEqual(expect.arrayContaining(['transaction', 'insert-first-region']));
  for (const trace of [asked.open, asked.customer]) {
    const request = requestOf(trace);
    expect(statementsOf(request).every((statement) => isWithin(statement, request))).toBe(true);
  }
});

it('a statement that fails is a span that says so', () => {
  const failed = statementsOf(requestOf(asked.refused)).filter(({ status }) => status.code === 2);
  expect(failed.map(({ name }) => name)).toContain('transaction');
});

it('a request whose client does not record its trace is not recorded, nor a statement of it', () => {
  expect(receiver.spans().filter(({ traceId }) => traceId === asked.unsampled.id)).toEqual([]);
});

it('each statement of eight callers at once is within one of their requests, in its trace and its time', () => {
  const requests = asked.atOnce.map(requestOf);
  expect(new Set(requests.map(({ spanId }) => spanId)).size).toBe(8);
  const traces = asked.atOnce.map(({ id }) => id);
  const statements = receiver.spans().filter(({ kind, traceId }) => kind === 3 && traces.includes(traceId));
  expect(statements).not.toEqual([]);
  for (const statement of statements) {
    const request = requests.find(({ spanId }) => spanId === statement.parentSpanId)!;
    expect(statement.traceId).toBe(request.traceId);
    expect(isWithin(statement, request)).toBe(true);
  }
});

it('no span has the id of another', () => {
  const ids = receiver.spans().map(({ spanId }) => spanId);
  expect(new Set(ids).size).toBe(ids.length);
});

it('no value and no key is in what is sent', () => {
  expect(receiver.text()).not.toContain('Hidden');
  expect(receiver.text()).not.toContain(key);
});

it('of OpenTelemetry the program loads nothing but the interface, which prom-client has always loaded', () => {
  const script = `require('./dist/src/boot/start-program');
    console.log(Object.keys(require.cache).filter((name) => /@opentelemetry.(?!api.)/.test(name)).length)`;
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe('0\n');
});
