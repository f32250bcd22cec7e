import { GraphQLClient } from 'graphql-request';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { Role } from '../../src/shared/domain/caller';
import { requestUnder } from '../incidents/incidents';
import { contactNamed, createCustomer, order, uniqueNumber } from '../support/builders';
import {
  AUDIENCE,
  IdentityProvider,
  newSigningKey,
  startIdentityProvider,
} from '../support/identity-provider';
import { mutate } from '../support/mutate';
import { workerDatabase } from '../support/test-database';
import { clientFor, startTestServer, TestServer } from '../support/test-server';

const VIEWER = '{ viewer { name role customer { number } provider { code } } }';
const KEYS = [newSigningKey('RS256'), newSigningKey('ES256'), newSigningKey('EdDSA')];

let provider: IdentityProvider;
let server: TestServer;
let admin: GraphQLClient;
beforeAll(async () => {
  provider = await startIdentityProvider({ keys: KEYS, people: ['anna', 'ben', 'carl'] });
  server = await startTestServer(undefined, await workerDatabase(), {
    OIDC_ISSUER: ['https://elsewhere.example', provider.issuer],
    OIDC_AUDIENCE: AUDIENCE,
  });
  admin = await server.as('ADMIN');
});
afterAll(async () => {
  await server.close();
  await provider.stop();
});

async function person(name: string, claims: object): Promise<GraphQLClient> {
  return clientFor(server.url, await provider.tokenOf(name, claims));
}

it('the token of the provider of the tests is one as RFC 9068 describes it', async () => {
  const token = await provider.tokenOf('anna', { ambit_role: 'ADMIN' });
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: KEYS[0]!.id });
  expect(decodeJwt(token)).toMatchObject({ iss: provider.issuer, aud: AUDIENCE, sub: 'anna' });
});

it.each(['RS256', 'ES256', 'EdDSA'] as const)(
  'a token signed with %s lets a person in',
  async (algorithm) => {
    const token = await provider.tokenOf('anna', { name: 'Anna Berg', ambit_role: 'SALES' }, algorithm);
    expect(await clientFor(server.url, token).request(VIEWER)).toEqual({
      viewer: { name: 'Anna Berg', role: 'SALES', customer: null, provider: null },
    });
  },
);

it.each(['ADMIN', 'SUPPORT', 'SALES', 'BILLING'] as Role[])(
  'a person of role %s may what the role may',
  async (role) => {
    const client = await person('anna', { name: 'Anna', ambit_role: role });
    expect(await client.request(VIEWER)).toMatchObject({ viewer: { name: 'Anna', role } });
    const asked = client.request('{ auditLog(first: 1) { nodes { actor } } }');
    if (role === 'ADMIN') await asked;
    else await expect(asked).rejects.toThrow(`role ${role} may not call Query.auditLog`);
  },
);

it('a person of role CUSTOMER sees what is its customer’s alone, found by its number as people write it', async () => {
  const number = uniqueNumber('Kunde');
  await order(admin, 'it-novum', 'standard', { customerId: await createCustomer(admin, { number }) });
  const foreign = await order(admin, 'it-novum', 'standard');
  const client = await person('ben', { ambit_role: 'CUSTOMER', ambit_customer: number.toUpperCase() });
  const query = `query ($id: ID!) { viewer { name customer { number } } contract(id: $id) { number } contracts { totalCount } }`;
  expect(await client.request(query, { id: foreign.id })).toEqual({
    viewer: { name: 'ben', customer: { number } },
    contract: null,
    contracts: { totalCount: 1 },
  });
});

it('the claim of the provider binds staff to it', async () => {
  const client = await person('anna', { ambit_role: 'SUPPORT', ambit_provider: 'op5' });
  expect(await client.request(VIEWER)).toMatchObject({ viewer: { provider: { code: 'op5' } } });
});

it('the audit log names the person, and staff reads the name in histories where customers read "support"', async () => {
  const number = uniqueNumber('C');
  const contract = await order(admin, 'it-novum', 'standard', {
    customerId: await createCustomer(admin, { number }),
  });
  const support = await person('carl', { name: '  Carl\u202e\nOhm ', ambit_role: 'SUPPORT' });
  const opened = await mutate(support, 'openIncident', requestUnder(contract), 'incident { id }');
  expect(opened.userErrors).toEqual([]);
  const { id } = (opened as unknown as { incident: { id: string } }).incident;
  const entries = await admin.request(
    'query ($id: ID!) { auditLog(filter: { subjectId: $id }) { nodes { actor role } } }',
    { id },
  );
  expect(entries).toEqual({ auditLog: { nodes: [{ actor: 'Carl Ohm', role: 'SUPPORT' }] } });
  const history = 'query ($id: ID!) { incident(id: $id) { history { actor } } }';
  expect(await admin.request(history, { id })).toMatchObject({
    incident: { history: [{ actor: 'Carl Ohm' }] },
  });
  const customer = await person('ben', { ambit_role: 'CUSTOMER', ambit_customer: number });
  expect(await customer.request(history, { id })).toMatchObject({
    incident: { history: [{ actor: 'support' }] },
  });
});

it('a person is the same caller with every token and whatever he is called, and never has the id of a key', async () => {
  const contract = await order(admin, 'it-novum', 'standard');
  const input = {
    contractId: contract.id,
    contact: contactNamed('Eva'),
    idempotencyKey: uniqueNumber('once'),
  };
  const add = async (client: GraphQLClient) => {
    const { namedContact } = (await mutate(
      client,
      'addNamedContact',
      input,
      'namedContact { id }',
    )) as unknown as {
      namedContact: { id: string } | null;
    };
    return namedContact?.id;
  };
  const first = await add(await person('anna', { name: 'Anna', ambit_role: 'SALES' }));
  expect(first).toBeDefined();
  expect(await add(await person('anna', { name: 'Anna Berg', ambit_role: 'ADMIN' }))).toBe(first);
  // Of somebody else it is another request, and the contact is named already.
  expect(await add(await person('carl', { ambit_role: 'SALES' }))).toBeUndefined();
  const { sql } = server.database;
  expect(
    await sql.rows('SELECT subject FROM people WHERE issuer = $1 AND subject = $2', [
      provider.issuer,
      'anna',
    ]),
  ).toHaveLength(1);
  expect(await sql.rows('SELECT 1 FROM people JOIN api_keys USING (id)')).toEqual([]);
});

it('people who are seen for the first time by many requests at once are written once', async () => {
  const others = await startIdentityProvider({ keys: [KEYS[0]!], people: ['zoe'] });
  const second = await startTestServer(undefined, await workerDatabase(), {
    OIDC_ISSUER: [others.issuer],
    OIDC_AUDIENCE: AUDIENCE,
  });
  const tokens = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      others.tokenOf('zoe', { name: `Zoe ${index}`, ambit_role: 'SALES' }),
    ),
  );
  const answers = await Promise.all(tokens.map((token) => clientFor(second.url, token).request(VIEWER)));
  expect(answers).toHaveLength(12);
  const written = await second.database.sql.rows('SELECT 1 FROM people WHERE issuer = $1', [others.issuer]);
  expect(written).toHaveLength(1);
  await second.close();
  await others.stop();
});

it('an API key is still one beside identity providers, and says whose it is', async () => {
  expect(await admin.request(VIEWER)).toEqual({
    viewer: { name: 'test ADMIN', role: 'ADMIN', customer: null, provider: null },
  });
});
