import { GraphQLClient } from 'graphql-request';
import { parseGlobalId, toGlobalId } from '../../src/shared/domain/global-id';
import { codesOf, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { clientFor, useServer } from '../support/test-server';
import { endpointIn } from './webhook-mutations';

const server = useServer(new TestClock('2026-06-10T10:00:00Z'), 'webhook_endpoints');
let admin: GraphQLClient;
let ofOp5: GraphQLClient;
beforeAll(async () => {
  admin = await server.as('ADMIN');
  ofOp5 = clientFor(server.url, await server.keyBoundTo('op5', 'ADMIN'));
});

const URL = 'https://example.com/ambit';
const ENDPOINT = 'webhookEndpoint { id url types enabled disabledReason provider { code } }';
const create = (input: object, client = admin) =>
  mutate(client, 'createWebhookEndpoint', { url: URL, ...input }, ENDPOINT);

async function counts(): Promise<object> {
  const [row] = await server.database.sql
    .rows<object>(`SELECT (SELECT count(*) FROM webhook_endpoints) AS endpoints,
    (SELECT count(*) FROM webhook_secrets) AS secrets, (SELECT count(*) FROM event_consumers) AS consumers,
    (SELECT count(*) FROM webhook_messages) AS messages, (SELECT count(*) FROM events) AS events`);
  return row!;
}

it.each([
  ['not a url', 'url must be a URL such as https://example.com/ambit.'],
  ['example.com/ambit', 'url must be a URL such as https://example.com/ambit.'],
  ['http://example.com/', 'url must begin with https://.'],
  ['ftp://example.com/', 'url must begin with https://.'],
  ['javascript:alert(1)', 'url must begin with https://.'],
  ['https://user:password@example.com/', 'url must not hold a user or password'],
  ['https://example.com/#part', 'url must not hold a part after #'],
  [`https://example.com/${'a'.repeat(2_000)}`, 'url must not be longer than 2000 characters.'],
  ['https://localhost/', 'url must lead outside the own network'],
  ['https://127.1/', 'url must lead outside the own network'],
  ['https://[::ffff:10.0.0.1]/', 'url must lead outside the own network'],
  ['https://169.254.169.254/latest/meta-data', 'url must lead outside the own network'],
])('the URL %s is refused with what is wrong of it, and nothing is written', async (url, message) => {
  const before = await counts();
  const { id } = (await create({})).webhookEndpoint;
  await mutate(admin, 'deleteWebhookEndpoint', { endpointId: id });
  const { endpointId } = await endpointIn(admin);
  const middle = await counts();
  expect(middle).not.toEqual(before);
  for (const refused of [
    await create({ url }),
    await mutate(admin, 'updateWebhookEndpoint', { endpointId, url }),
  ]) {
    expect(refused.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'url'] }]);
    expect(refused.userErrors[0]!.message).toContain(message);
    expect(refused.userErrors[0]!.message.replace('https://example.com/ambit', '')).not.toContain(url);
  }
  expect(await counts()).toEqual(middle);
});

it.each([
  [['incident.recieved'], ['input', 'types', '0'], ', incident.received, '],
  [['incident.received', ''], ['input', 'types', '1'], ', incident.received, '],
  [['*', 'incident.received'], ['input', 'types'], 'either * alone or names'],
  [[], ['input', 'types'], 'at least one type'],
])('the types %j are refused by create and update', async (types, path, message) => {
  const { endpointId } = await endpointIn(admin);
  for (const refused of [
    await create({ types }),
    await mutate(admin, 'updateWebhookEndpoint', { endpointId, types }),
  ]) {
    expect(refused.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path }]);
    expect(refused.userErrors[0]!.message).toContain(message);
  }
});

it('every fault of an endpoint is named at once', async () => {
  const refused = await create({ url: 'none', types: ['none'] });
  expect(refused.userErrors.map(({ path }) => path!.join('.'))).toEqual(['input.url', 'input.types.0']);
});

it('a caller that is bound to a provider makes endpoints of that provider and sees no others', async () => {
  const own = (await create({}, ofOp5)).webhookEndpoint;
  expect(own).toMatchObject({ provider: { code: 'op5' }, types: ['*'], enabled: true, disabledReason: null });
  const refused = await create({ providerCode: 'it-novum' }, ofOp5);
  expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'providerCode'] }]);
  expect(codesOf(await create({ providerCode: 'none' }))).toEqual(['NOT_FOUND']);
  const ofAll = (await create({})).webhookEndpoint;
  const { webhookEndpoints: seen } = await ofOp5.request<{ webhookEndpoints: { id: string }[] }>(
    '{ webhookEndpoints { id deliveries { nodes { id } } } }',
  );
  expect(seen.map(({ id }) => id)).toContain(own.id);
  expect(seen.map(({ id }) => id)).not.toContain(ofAll.id);
  for (const mutation of [
    'updateWebhookEndpoint',
    'deleteWebhookEndpoint',
    'rotateWebhookSecret',
    'sendTestEvent',
  ]) {
    const input = mutation === 'updateWebhookEndpoint' ? { enabled: true } : {};
    expect(codesOf(await mutate(ofOp5, mutation, { endpointId: ofAll.id, ...input }))).toEqual(['NOT_FOUND']);
  }
  const sent = await mutate(ofOp5, 'sendTestEvent', { endpointId: own.id }, 'event { id type }');
  expect(sent.event.type).toBe('webhook.test');
  const rotated = await mutate(ofOp5, 'rotateWebhookSecret', { endpointId: own.id }, 'secret');
  expect(rotated.secret).toMatch(/^whsec_/);
  expect(
    codesOf(await mutate(ofOp5, 'redeliverEvents', { endpointId: own.id, eventIds: [sent.event.id] })),
  ).toEqual([]);
  expect(codesOf(await mutate(ofOp5, 'deleteWebhookEndpoint', { endpointId: own.id }))).toEqual([]);
});

it('there are at most 100 endpoints of a provider, also where several are made at once', async () => {
  await server.database.sql.rows(
    `INSERT INTO webhook_endpoints (url, types, enabled, created_at) SELECT $1, '{*}', true, now()
     FROM generate_series(1, 98 - (SELECT count(*) FROM webhook_endpoints WHERE deleted_at IS NULL AND provider_id IS NULL))`,
    [URL],
  );
  const made = await Promise.all(Array.from({ length: 5 }, () => create({})));
  const refusals = made.flatMap(({ userErrors }) => userErrors);
  expect(refusals.map(({ code }) => code)).toEqual(Array(3).fill('INVALID_STATE'));
  expect(refusals[0]!.message).toBe('There are 100 endpoints, which is the most; delete one first.');
  expect(codesOf(await create({ providerCode: 'op5' }))).toEqual([]);
  const { id } = made.find(({ userErrors }) => userErrors.length === 0)!.webhookEndpoint;
  await mutate(admin, 'deleteWebhookEndpoint', { endpointId: id });
  expect(codesOf(await create({}))).toEqual([]);
});

it.each([
  [
    'both from and eventIds',
    { from: '2026-06-01T00:00:00Z', eventIds: [toGlobalId('Event', '1')] },
    'INVALID_INPUT',
    'from',
  ],
  ['neither', {}, 'INVALID_INPUT', 'from'],
  ['a time to come', { from: '2027-01-01T00:00:00Z' }, 'INVALID_INPUT', 'from'],
  ['no id', { eventIds: [] }, 'INVALID_INPUT', 'eventIds'],
  ['the id of another thing', { eventIds: [toGlobalId('Contract', '1')] }, 'INVALID_INPUT', 'eventIds'],
  ['no event', { eventIds: [toGlobalId('Event', '999999999')] }, 'NOT_FOUND', 'eventIds'],
])('redelivery of %s is refused and queues nothing', async (_, input, code, field) => {
  const { endpointId } = await endpointIn(admin);
  const before = await counts();
  const refused = await mutate(admin, 'redeliverEvents', { endpointId, ...input }, 'scheduled');
  expect(refused.userErrors).toMatchObject([{ code, path: ['input', field] }]);
  expect(refused.scheduled).toBeNull();
  expect(await counts()).toEqual(before);
});

it('an overlap out of range and an endpoint that is disabled are refused with the field', async () => {
  const { endpointId } = await endpointIn(admin);
  for (const overlapHours of [-1, 73]) {
    const { userErrors } = await mutate(admin, 'rotateWebhookSecret', { endpointId, overlapHours });
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'overlapHours'] }]);
  }
  const { webhookEndpoint } = await mutate(
    admin,
    'updateWebhookEndpoint',
    { endpointId, enabled: false },
    ENDPOINT,
  );
  expect(webhookEndpoint).toMatchObject({ enabled: false, disabledReason: 'Somebody disabled it.' });
  for (const [mutation, input] of [
    ['sendTestEvent', {}],
    ['redeliverEvents', { from: '2026-06-01T00:00:00Z' }],
  ] as const) {
    const { userErrors } = await mutate(admin, mutation, { endpointId, ...input });
    expect(userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'endpointId'] }]);
  }
});

it('attempts are listed newest first, by pages in both directions', async () => {
  const { endpointId } = await endpointIn(admin);
  await server.database.sql.rows(
    `INSERT INTO webhook_deliveries (endpoint_id, position, attempt, at, error, duration_ms)
     SELECT $1, 1, n, now(), CASE WHEN n % 2 = 0 THEN 'late' END, 1 FROM generate_series(1, 7) AS n`,
    [parseGlobalId(endpointId)!.id],
  );
  const page = async (args: string) => {
    const text = `query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { deliveries(${args}) {
      nodes { attempt } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } } } }`;
    const { node } = await admin.request<{
      node: {
        deliveries: { nodes: { attempt: number }[]; pageInfo: Record<string, string>; totalCount: number };
      };
    }>(text, { id: endpointId });
    const { nodes, pageInfo, totalCount } = node.deliveries;
    return { attempts: nodes.map(({ attempt }) => attempt), pageInfo, totalCount };
  };
  const first = await page('first: 3');
  expect(first).toMatchObject({ attempts: [7, 6, 5], totalCount: 7 });
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const second = await page(`first: 9, after: "${first.pageInfo['endCursor']!}"`);
  expect(second.attempts).toEqual([4, 3, 2, 1]);
  expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const back = await page(`last: 2, before: "${second.pageInfo['startCursor']!}"`);
  expect(back.attempts).toEqual([6, 5]);
  expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  expect((await page('last: 2')).attempts).toEqual([2, 1]);
  expect(await page('failedOnly: true, first: 2')).toMatchObject({ attempts: [6, 4], totalCount: 3 });
});
