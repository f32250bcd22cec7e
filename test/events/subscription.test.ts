import { connect } from 'node:net';
import { createClient } from 'graphql-sse';
import { GraphQLClient } from 'graphql-request';
import { lastPosition, cursorOf } from '../../src/events/persistence/events';
import { contactNamed, createCustomer, order, OrderedContract } from '../support/builders';
import { EventStream, FOLLOW, Subscribe, subscribe } from '../support/event-stream';
import { mutate } from '../support/mutate';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

let target: TestDatabase;
let server: TestServer;
let admin: GraphQLClient;
let adminKey: string;
const opened: EventStream[] = [];

beforeAll(async () => {
  target = await freshDatabase('subscription');
  server = await startTestServer(undefined, target);
  adminKey = await server.keyOf('ADMIN');
  admin = await server.as('ADMIN');
});
afterEach(() => {
  for (const stream of opened.splice(0)) stream.close();
});
afterAll(() => server.close());

async function follow(given: Partial<Subscribe> = {}): Promise<EventStream> {
  const stream = await subscribe({ url: server.url, key: adminKey, ...given });
  opened.push(stream);
  return stream;
}
const cursorNow = async () => cursorOf({ id: await lastPosition(target.database.sql) });
const ordered = (fields: object = {}): Promise<OrderedContract> =>
  order(admin, 'it-novum', 'standard', fields);

let names = 0;
/** Tells one event of the contract. */
const addContact = ({ id: contractId }: OrderedContract) =>
  mutate(admin, 'addNamedContact', { contractId, contact: contactNamed(`N${(names += 1)}`) });

async function idsOf(stream: EventStream, count: number): Promise<unknown[]> {
  const ids: unknown[] = [];
  while (ids.length < count) ids.push((await stream.next())?.data?.data?.events['id']);
  return ids;
}

it('a subscriber gets what it missed first, then what comes, each once and in the order of the feed, while others write', async () => {
  const after = await cursorNow();
  const contracts = await Promise.all([ordered(), ordered(), ordered()]);
  const missed = (await feed(after)).length;
  const stream = await follow({ variables: { after } });
  const reading = idsOf(stream, missed + 9);
  for (let round = 0; round < 2; round += 1) await Promise.all(contracts.map(addContact));
  await Promise.all(
    contracts.map(({ id: contractId }) => mutate(admin, 'registerSatellite', { contractId, name: 'edge' })),
  );
  expect(await reading).toEqual((await feed(after)).map(({ id }) => id));
});

async function feed(after: string): Promise<{ id: string; type: string }[]> {
  const { events } = await admin.request<{ events: { nodes: { id: string; type: string }[] } }>(
    'query ($after: String) { events(first: 100, after: $after) { nodes { id type } } }',
    { after },
  );
  return events.nodes;
}

it('without a cursor a subscriber hears of what comes from now on', async () => {
  const contract = await ordered();
  const stream = await follow();
  await addContact(contract);
  expect(await stream.take(1)).toEqual(['contact.added']);
});

it('the client of graphql-sse reads the stream, and goes on from the cursor of an event', async () => {
  const contract = await ordered();
  const client = createClient({
    url: `${server.url}/stream`,
    headers: { authorization: `Bearer ${adminKey}` },
    retryAttempts: 0,
  });
  const read = async (after: string) => {
    for await (const { data } of client.iterate<{ events: { type: string; cursor: string } }>({
      query: FOLLOW,
      variables: { after },
    }))
      return data!.events;
    return null;
  };
  const before = await cursorNow();
  await addContact(contract);
  await mutate(admin, 'registerSatellite', { contractId: contract.id, name: 'edge' });
  const first = (await read(before))!;
  expect([first.type, (await read(first.cursor))!.type]).toEqual(['contact.added', 'satellite.registered']);
  client.dispose();
});

it('the header Last-Event-ID goes on after the event that came last', async () => {
  const contract = await ordered();
  const before = await cursorNow();
  await addContact(contract);
  await mutate(admin, 'registerSatellite', { contractId: contract.id, name: 'edge' });
  const first = await (await follow({ variables: { after: before } })).next();
  const again = await follow({ variables: { after: before }, headers: { 'last-event-id': first!.id! } });
  expect(await again.take(1)).toEqual(['satellite.registered']);
});

it('a customer hears of nothing else, and a filter leaves out what it does not name', async () => {
  const customerId = await createCustomer(admin);
  const [own, foreign] = [await ordered({ customerId }), await ordered()];
  const key = await server.keyOf('CUSTOMER', customerId);
  const [customer, filtered] = [
    await follow({ key }),
    await follow({ variables: { filter: { types: ['contract.suspended'], customerId } } }),
  ];
  await addContact(foreign);
  await mutate(admin, 'suspendContract', { contractId: foreign.id, reason: 'Unpaid.' });
  await addContact(own);
  await mutate(admin, 'suspendContract', { contractId: own.id, reason: 'Unpaid.' });
  expect(await customer.take(2)).toEqual(['contact.added', 'contract.suspended']);
  const message = await filtered.next();
  expect(message!.data!.data!.events).toMatchObject({
    type: 'contract.suspended',
    contract: { number: own.number },
  });
});

it('an event that another process wrote is heard of within its next look, also without a signal', async () => {
  const other = await startTestServer(undefined, target);
  const stream = await follow({ url: other.url });
  const contract = await ordered();
  await addContact(contract);
  expect(await stream.take(2)).toEqual(['contract.ordered', 'contact.added']);
  stream.close();
  await other.stopServer();
});

it('a stream that has no event for long says so by nothing but comments', async () => {
  const stream = await follow();
  expect([
    stream.status,
    stream.headers.get('cache-control'),
    stream.headers.get('x-accel-buffering'),
  ]).toEqual([200, 'no-store', 'no']);
});

describe('what is refused', () => {
  const refusalOf = async (given: Partial<Subscribe>) => {
    const { status, body } = await follow(given);
    const { message, extensions } = body.errors![0]!;
    return { status, message, ...extensions };
  };

  it('an unknown type of event is refused by the place of the argument', async () => {
    expect(await refusalOf({ variables: { filter: { types: ['no.such'] } } })).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      argument: ['filter', 'types'],
    });
  });

  it('a cursor that the feed has not given out is refused', async () => {
    expect(await refusalOf({ variables: { after: 'bm8' } })).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      argument: ['after'],
    });
  });

  it('a Last-Event-ID that the feed has not given out is refused', async () => {
    expect(await refusalOf({ headers: { 'last-event-id': 'nonsense' } })).toMatchObject({
      status: 400,
      argument: ['after'],
    });
  });

  it.each<[string, Partial<Subscribe>, number, string]>([
    ['a variable of another type', { variables: { after: 5 } }, 400, 'BAD_USER_INPUT'],
    ['an unknown field', { query: 'subscription { events { nothing } }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two subscriptions at once',
      { query: 'subscription { events { id } again: events { id } }' },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['no document', { query: '' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['a query', { query: '{ providers { code } }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a document nested too deeply',
      { query: `subscription { ${'events { '.repeat(400)}` },
      400,
      'GRAPHQL_PARSE_FAILED',
    ],
    [
      'an event that costs too much',
      {
        query:
          'subscription { events { contract { incidents(first: 100) { nodes { contract { incidents(first: 100) { nodes { id } } } } } } } }',
      },
      400,
      'QUERY_TOO_COMPLEX',
    ],
    ['an unknown key', { key: 'ambit_admin_x' }, 401, 'UNAUTHENTICATED'],
    ['another media type', { headers: { accept: 'application/json' } }, 406, 'BAD_REQUEST'],
  ])('%s is refused with its status and code', async (_name, given, status, code) => {
    expect(await refusalOf(given)).toMatchObject({ status, code });
  });

  it('a subscription at POST /graphql is told where it belongs', async () => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json', accept: '*/*' },
      body: JSON.stringify({ query: FOLLOW }),
    });
    const { errors } = (await response.json()) as EventStream['body'];
    expect([response.status, errors![0]!.message]).toEqual([
      400,
      'Subscriptions go to POST /graphql/stream, and come as server-sent events.',
    ]);
  });
});

it('at its limit a key gets 429 and the process 503, and who leaves makes room', async () => {
  const limited = await startTestServer(undefined, target, {
    MAX_SUBSCRIPTIONS: 3,
    MAX_SUBSCRIPTIONS_PER_KEY: 2,
  });
  const [one, other] = [await limited.keyOf('SUPPORT'), await limited.keyOf('SALES')];
  const statusOf = async (key: string) => {
    const stream = await follow({ url: limited.url, key });
    return [stream.status, stream.body.errors?.[0]?.extensions.code];
  };
  expect([await statusOf(one), await statusOf(one)]).toEqual([
    [200, undefined],
    [200, undefined],
  ]);
  expect(await statusOf(one)).toEqual([429, 'RATE_LIMITED']);
  expect([await statusOf(other), await statusOf(other)]).toEqual([
    [200, undefined],
    [503, 'SERVICE_UNAVAILABLE'],
  ]);
  opened[0]!.close();
  let status: unknown;
  do [status] = await statusOf(other);
  while (status === 503);
  expect(status).toBe(200);
  for (const stream of opened) stream.close();
  await limited.stopServer();
});

it('a client that does not read is dropped', async () => {
  const settings = { MAX_SUBSCRIPTIONS: 1, SLOW_READER_TIMEOUT_MS: 400 };
  const strict = await startTestServer(undefined, target, settings);
  const after = await cursorNow();
  await target.database.sql.rows(
    `INSERT INTO events (type, occurred_at, recorded_at, subject_type, subject_id, data)
     SELECT 'test.large', now(), now(), 'Customer', 1, jsonb_build_object('text', repeat('x', 20000)) FROM generate_series(1, 600)`,
  );
  const query = `subscription { events(after: "${after}") { data } }`;
  const body = JSON.stringify({ query });
  const { hostname, port } = new URL(strict.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    `POST /graphql/stream HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${adminKey}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  const statusNow = async () => {
    const stream = await follow({ url: strict.url });
    stream.close();
    return stream.status;
  };
  expect(await statusNow()).toBe(503);
  while ((await statusNow()) !== 200);
  expect(strict.streamCounts.ends).toMatchObject({ 'slow-reader': 1, fault: 0 });
  socket.destroy();
  await strict.stopServer();
});

it('a server that drains ends its streams with a hint to come again, and without a completion', async () => {
  const stopped = await startTestServer(undefined, target);
  const stream = await follow({ url: stopped.url });
  await stopped.stopServer();
  expect([await stream.next(), await stream.next()]).toEqual([{ retry: '1000' }, null]);
  expect(stopped.streamCounts).toMatchObject({ open: 0, ends: { stopping: 1, client: 0 } });
});
