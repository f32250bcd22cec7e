import { GraphQLClient } from 'graphql-request';
import { createCustomer } from '../support/builders';
import { makeKey } from '../support/make-key';
import { rowCounts } from '../support/row-counts';
import { clientFor, useServer } from '../support/test-server';
import { accepted, createKey, faultsOf, revokeKey, rollKey, tryToCreate } from './keys-api';

const server = useServer(undefined, 'keys_of_providers');
let admin: GraphQLClient;
let bound: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  const { sql } = server.database;
  const [provider] = await sql.rows<{ id: string }>(`SELECT id FROM providers WHERE code = 'op5'`);
  const key = { name: 'admin of op5', role: 'ADMIN', providerId: provider!.id } as const;
  bound = clientFor(server.url, await makeKey(server.database, key));
});

const keysSeen = async (client: GraphQLClient) => {
  const { apiKeys } = await client.request<{ apiKeys: { nodes: { provider: { code: string } | null }[] } }>(
    '{ apiKeys(first: 100) { nodes { provider { code } } } }',
  );
  return new Set(apiKeys.nodes.map(({ provider }) => provider?.code ?? 'all'));
};

it('an ADMIN that is bound to a provider makes keys of that provider, also where it does not name it', async () => {
  for (const fields of [{}, { providerCode: 'op5' }, { role: 'ADMIN' }])
    expect((await createKey(bound, fields)).apiKey['provider']).toEqual({ code: 'op5' });
});

it('an ADMIN that is bound to a provider makes keys neither of another one nor of customers', async () => {
  const before = await rowCounts(server.database);
  const customerId = await createCustomer(admin);
  expect(faultsOf(await tryToCreate(bound, { providerCode: 'it-novum' }))).toEqual([
    'NOT_FOUND input.providerCode',
  ]);
  expect(faultsOf(await tryToCreate(bound, { role: 'CUSTOMER', customerId }))).toEqual([
    'INVALID_INPUT input.role',
  ]);
  const { api_keys, api_key_secrets } = await rowCounts(server.database);
  expect([api_keys, api_key_secrets]).toEqual([before['api_keys'], before['api_key_secrets']]);
});

it('an ADMIN that is bound to a provider sees, rolls and revokes the keys of that provider, and no other', async () => {
  const own = (await createKey(admin, { providerCode: 'op5' })).apiKey.id;
  const foreign = [
    (await createKey(admin, { providerCode: 'it-novum' })).apiKey.id,
    (await createKey(admin, {})).apiKey.id,
    (await createKey(admin, { role: 'CUSTOMER', customerId: await createCustomer(admin) })).apiKey.id,
  ];
  expect(await keysSeen(admin)).toEqual(new Set(['all', 'op5', 'it-novum']));
  expect(await keysSeen(bound)).toEqual(new Set(['op5']));
  const { nodes } = await bound.request<{ nodes: unknown[] }>(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    {
      ids: [own, ...foreign],
    },
  );
  expect(nodes).toEqual([{ id: own }, null, null, null]);
  for (const id of foreign)
    for (const act of [rollKey, revokeKey])
      expect(faultsOf(await act(bound, id))).toEqual(['NOT_FOUND input.apiKeyId']);
  await accepted(rollKey(bound, own));
  await accepted(revokeKey(bound, own));
});
