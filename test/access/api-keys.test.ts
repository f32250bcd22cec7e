import { randomUUID } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { auditLog } from '../audit/audit-api';
import { createCustomer } from '../support/builders';
import { mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { sendKeyed } from '../support/send-keyed';
import { TestClock } from '../support/test-clock';
import { clientFor, useServer } from '../support/test-server';
import {
  accepted,
  createKey,
  faultsOf,
  MadeKey,
  revokeKey,
  rollKey,
  statusAt,
  tryToCreate,
  WITH_SECRET,
} from './keys-api';

const NOW = '2026-06-10T10:00:00.000Z';

const clock = new TestClock(NOW);
const server = useServer(clock, 'api_keys');
let admin: GraphQLClient;

/** By how much the process believes that time went on, and where its watch stands still. */
let skew = 0;
let frozenAt: number | null = null;
const realNow = performance.now.bind(performance);

beforeAll(async () => (admin = await server.as('ADMIN')));
beforeEach(() => {
  clock.moveTo(NOW);
  jest.spyOn(performance, 'now').mockImplementation(() => frozenAt ?? realNow() + skew);
});
afterEach(() => jest.restoreAllMocks());

const create = (fields: object = {}) => createKey(admin, fields);
const roll = (apiKeyId: string, fields: object = {}) => rollKey(admin, apiKeyId, fields);
const revoke = (apiKeyId: string) => revokeKey(admin, apiKeyId);

/** The status of a request with each secret in turn, as if nothing were cached of any. */
async function statusesOf(...secrets: readonly string[]): Promise<number[]> {
  skew += 1_000;
  const statuses: number[] = [];
  for (const secret of secrets) statuses.push(await statusAt(server.url, secret));
  return statuses;
}

it('a key that is made works at once, and says who made it, when, and for whom', async () => {
  const customerId = await createCustomer(admin);
  const { apiKey, secret } = await create({ role: 'CUSTOMER', customerId, name: 'portal' });
  expect(apiKey).toEqual({
    id: expect.any(String),
    name: 'portal',
    prefix: secret.slice(0, 'ambit_customer_'.length + 4),
    role: 'CUSTOMER',
    customer: { id: customerId },
    provider: null,
    createdAt: NOW,
    createdBy: 'test ADMIN',
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  });
  expect(await clientFor(server.url, secret).request('{ customers { nodes { id } } }')).toEqual({
    customers: { nodes: [{ id: customerId }] },
  });
  const { node } = await admin.request<{ node: object }>(
    `query ($id: ID!) { node(id: $id) { ... on ApiKey { name customer { id } } } }`,
    { id: apiKey.id },
  );
  expect(node).toEqual({ name: 'portal', customer: { id: customerId } });
});

it('a key with an expiry works until the millisecond before it, and no longer', async () => {
  const { secret } = await create({ expiresAt: '2026-06-10T11:00:00Z' });
  clock.moveTo('2026-06-10T10:59:59.999Z');
  expect(await statusesOf(secret)).toEqual([200]);
  clock.moveTo('2026-06-10T11:00:00Z');
  expect(await statusesOf(secret)).toEqual([401]);
});

it('a key that expires is refused although what the process knows of it is fresh', async () => {
  const { secret } = await create({ expiresAt: '2026-06-10T11:00:00Z' });
  frozenAt = realNow() + skew;
  const before = await statusAt(server.url, secret);
  clock.moveTo('2026-06-10T11:00:00Z');
  expect([before, await statusAt(server.url, secret)]).toEqual([200, 401]);
  frozenAt = null;
});

it.each<[string, object, string[]]>([
  ['an expiry that has come', { expiresAt: NOW }, ['INVALID_INPUT input.expiresAt']],
  ['an expiry in six years', { expiresAt: '2032-06-10T10:00:00Z' }, ['INVALID_INPUT input.expiresAt']],
  ['a CUSTOMER without customer', { role: 'CUSTOMER' }, ['INVALID_INPUT input.customerId']],
  ['a provider that does not exist', { providerCode: 'acme' }, ['NOT_FOUND input.providerCode']],
  [
    'a customer that does not exist',
    { role: 'CUSTOMER', customerId: toGlobalId('Customer', '999999999') },
    ['NOT_FOUND input.customerId'],
  ],
  ['a blank name', { name: ' ' }, ['INVALID_INPUT input.name']],
  ['a name of 101 characters', { name: 'x'.repeat(101) }, ['INVALID_INPUT input.name']],
])('no key is made of %s, and nothing is written', async (_what, fields, faults) => {
  const before = await rowCounts(server.database);
  const answer = await tryToCreate(admin, fields);
  expect(faultsOf(answer)).toEqual(faults);
  expect([answer['apiKey'], answer['secret']]).toEqual([null, null]);
  expect(await rowCounts(server.database)).toEqual(before);
});

it('a rolled key keeps its id and name; its old secret goes on for the overlap, the new one for good', async () => {
  const { apiKey, secret: old } = await create({ name: 'night shift' });
  const { apiKey: rolled, secret } = await accepted(roll(apiKey.id, { overlapHours: 2 }));
  expect(rolled).toEqual({ ...apiKey, prefix: secret.slice(0, 'ambit_sales_'.length + 4) });
  const statuses = () => statusesOf(old, secret);
  clock.moveTo('2026-06-10T11:59:59.999Z');
  expect(await statuses()).toEqual([200, 200]);
  clock.moveTo('2026-06-10T12:00:00Z');
  expect(await statuses()).toEqual([401, 200]);
});

it('the overlap is 24 hours where none is said, and none where 0 is', async () => {
  const { apiKey, secret: first } = await create({});
  const { secret: second } = await accepted(roll(apiKey.id));
  clock.moveTo('2026-06-11T09:59:59Z');
  expect(await statusesOf(first)).toEqual([200]);
  await accepted(roll(apiKey.id, { overlapHours: 0 }));
  expect(await statusesOf(first, second)).toEqual([401, 401]);
});

it('a second roll lengthens no overlap, and ends all older secrets with its own', async () => {
  const { apiKey, secret: first } = await create({});
  const { secret: second } = await accepted(roll(apiKey.id, { overlapHours: 1 }));
  const { secret: third } = await accepted(roll(apiKey.id, { overlapHours: 72 }));
  clock.moveTo('2026-06-10T11:00:00Z');
  expect(await statusesOf(first, second, third)).toEqual([401, 200, 200]);
});

it('what a key did before and after a roll is one key’s: an idempotency key is answered again', async () => {
  const { apiKey, secret: old } = await create({ name: 'billing import' });
  const input = { number: `C-${randomUUID()}`, name: 'Once', region: 'EUROPE', idempotencyKey: 'one' };
  const first = await sendKeyed(server.url, old, 'createCustomer', input, 'customer { id }');
  const { secret } = await accepted(roll(apiKey.id));
  const again = await sendKeyed(server.url, secret, 'createCustomer', input, 'customer { id }');
  expect(again).toEqual({ payload: first.payload, replayed: 'true' });
});

it('a revoked key is refused with all its secrets, and is neither rolled nor revoked again', async () => {
  const { apiKey, secret: old } = await create({});
  const { secret } = await accepted(roll(apiKey.id));
  const { apiKey: revoked } = await accepted(revoke(apiKey.id));
  expect(revoked['revokedAt']).toBe(NOW);
  expect(await statusesOf(old, secret)).toEqual([401, 401]);
  const before = await rowCounts(server.database);
  for (const answer of [await revoke(apiKey.id), await roll(apiKey.id)])
    expect(faultsOf(answer)).toEqual(['INVALID_STATE input.apiKeyId']);
  expect(await rowCounts(server.database)).toEqual(before);
});

it('an ADMIN may revoke the key that it calls with', async () => {
  const { apiKey, secret } = await create({ role: 'ADMIN' });
  await accepted(revokeKey(clientFor(server.url, secret), apiKey.id));
  expect(await statusesOf(secret)).toEqual([401]);
});

it('an unknown key is NOT_FOUND, and the id of another thing INVALID_INPUT', async () => {
  const unknown = toGlobalId('ApiKey', '999999999');
  const customer = await createCustomer(admin);
  for (const act of [roll, revoke]) {
    expect(faultsOf(await act(unknown))).toEqual(['NOT_FOUND input.apiKeyId']);
    expect(faultsOf(await act(customer))).toEqual(['INVALID_INPUT input.apiKeyId']);
  }
});

it.each(['createApiKey', 'rollApiKey'])(
  '%s shows the secret once: a retry returns the key without it, and nothing stored holds it',
  async (mutation) => {
    const { apiKey } = await create({});
    const fields = mutation === 'createApiKey' ? { name: 'desk', role: 'SALES' } : { apiKeyId: apiKey.id };
    const input = { ...fields, idempotencyKey: randomUUID() };
    const first = await mutate(admin, mutation, input, WITH_SECRET);
    expect(first.userErrors).toEqual([]);
    const again = await mutate(admin, mutation, input, WITH_SECRET);
    expect(again).toEqual({ ...first, secret: null });

    const secret = (first['secret'] as string).slice((first['apiKey'] as MadeKey['apiKey']).prefix.length);
    for (const table of [
      'api_keys',
      'api_key_secrets',
      'audit_log',
      'decision_records',
      'idempotency_keys',
    ]) {
      const [{ text } = { text: '' }] = await server.database.sql.rows<{ text: string }>(
        `SELECT string_agg(t::text, ' ') AS text FROM ${table} t`,
      );
      expect(text).not.toBe('');
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
  },
);

it('each act on a key is in the audit log under the key', async () => {
  const { apiKey } = await create({});
  await accepted(roll(apiKey.id, { overlapHours: 1 }));
  await accepted(revoke(apiKey.id));
  const { nodes } = await auditLog(admin, { subjectId: apiKey.id });
  expect(nodes.map(({ mutation, actor }) => [mutation, actor])).toEqual(
    ['createApiKey', 'rollApiKey', 'revokeApiKey'].map((mutation) => [mutation, 'test ADMIN']),
  );
  expect(nodes[1]!.changes).toContainEqual({
    field: 'oldSecretValidUntil',
    before: 'null',
    after: '"2026-06-10T11:00:00.000Z"',
  });
});

it('keys are listed by role, by customer, and by whether they are valid', async () => {
  const customerId = await createCustomer(admin);
  const names = async (filter: object) => {
    const { apiKeys } = await admin.request<{ apiKeys: { nodes: { name: string }[]; totalCount: number } }>(
      'query ($filter: ApiKeyFilter) { apiKeys(first: 100, filter: $filter) { totalCount nodes { name } } }',
      { filter },
    );
    expect(apiKeys.totalCount).toBe(apiKeys.nodes.length);
    return apiKeys.nodes.map(({ name }) => name);
  };
  const mine = { role: 'CUSTOMER', customerId };
  await create({ ...mine, name: 'valid' });
  await create({ ...mine, name: 'expires', expiresAt: '2026-06-10T11:00:00Z' });
  await accepted(revoke((await create({ ...mine, name: 'revoked' })).apiKey.id));
  expect(await names({ customerId })).toEqual(['valid', 'expires', 'revoked']);
  clock.moveTo('2026-06-10T11:00:00Z');
  expect(await names({ customerId, active: true })).toEqual(['valid']);
  expect(await names({ customerId, active: false })).toEqual(['expires', 'revoked']);
  expect(await names({ customerId, role: 'SALES' })).toEqual([]);
});

it('node shows an API key to nobody but an ADMIN', async () => {
  const { apiKey } = await create({});
  const { node } = await (
    await server.as('SUPPORT')
  ).request<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', { id: apiKey.id });
  expect(node).toBeNull();
});
