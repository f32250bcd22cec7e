import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { requestUnder } from '../incidents/incidents';
import { order } from '../support/builders';
import { mutate } from '../support/mutate';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor } from '../support/test-server';

const MARKERS = {
  inAddress: 'm4rk3r-address',
  inLiteral: 'm4rk3r-literal',
  inVariable: 'm4rk3r-variable',
  inDefault: 'm4rk3r-default',
  email: 'm4rk3r@personal.example',
  phone: '+49 661 5550199',
  person: 'Erika M4rk3rmann',
  description: 'The pump of ward 7 does not start, m4rk3r',
  inHeader: 'm4rk3r-header',
  inBody: 'm4rk3r-body',
  idempotency: 'm4rk3r-idempotency',
} as const;

let target: TestDatabase;
let server: ServerProcess;
let key: string;
const wrongKey = `ambit_admin_${'wrongkey'.repeat(4)}`;

beforeAll(async () => {
  target = await freshDatabase('planted_markers');
  key = await createApiKey(
    target.database,
    { name: 'marked', role: 'ADMIN', customerId: null, providerId: null },
    new Date(),
  );
  server = await startServerProcess(target.url, { LOG_LEVEL: 'trace' });
});
afterAll(async () => {
  await server.stop();
  await target.close();
});

async function send(path: string, init: RequestInit = {}): Promise<[number, string]> {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    ...(init.headers as Record<string, string> | undefined),
  };
  const response = await fetch(new URL(path, server.url), { ...init, headers });
  return [response.status, await response.text()];
}

function ask(query: string, variables?: object): Promise<[number, string]> {
  return send('/graphql', { method: 'POST', body: JSON.stringify({ query, variables }) });
}

/** PostgreSQL then repeats the row of a write in message, detail and hint. */
async function breakWritesOf(table: string): Promise<void> {
  await target.database.sql.rows(`
    CREATE OR REPLACE FUNCTION repeat_row() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'broken by %', NEW USING DETAIL = NEW::text, HINT = NEW::text; END $$`);
  await target.database.sql.rows(
    `CREATE TRIGGER broken BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION repeat_row()`,
  );
}

const CREATE = `mutation ($input: CreateCustomerInput!) {
  createCustomer(input: $input) { customer { id } userErrors { code } } }`;

async function plantMarkers(): Promise<void> {
  const { inAddress, inLiteral, inVariable, inDefault, inHeader, inBody } = MARKERS;
  const read = `query ($n: String = "${inDefault}") { a: customer(number: $n) { id } b: customer(number: "${inLiteral}") { id } }`;
  // Twice: over Apollo, and over the fast path.
  for (const time of [1, 2]) expect([time, (await ask(read, { n: inVariable }))[0]]).toEqual([time, 200]);
  const document = encodeURIComponent(`{ customer(number: "${inAddress}") { id } }`);
  const search = `?query=${document}&key=${key}&token=${inAddress}`;
  for (const path of [
    `/graphql${search}`,
    `/nothing/${inAddress}${search}`,
    `/healthz${search}`,
    `/%zz${search}`,
  ])
    await send(path);
  await send('/graphql', { method: 'DELETE', headers: { cookie: inHeader, 'x-request-id': key } });
  await send('/graphql', { headers: { authorization: `Bearer ${wrongKey}`, referer: inHeader } });
  // A key has the form of a name of GraphQL.
  const named = { query: `query ${key} { viewer { role } }` };
  for (const body of [named, { ...named, operationName: key }])
    expect((await send('/graphql', { method: 'POST', body: JSON.stringify(body) }))[0]).toBe(200);
  for (const body of [`{"query": "${inBody}`, `{"query": "${inBody} {"}`, `["${inBody}"]`])
    await send('/graphql', { method: 'POST', body });
  await ask(`{ customer(number: ["${inLiteral}"]) { id } }`);
  await ask('query ($n: Int) { customers(first: $n) { totalCount } }', { n: inVariable });
  await ask(CREATE, { input: { number: inVariable, name: MARKERS.person, region: MARKERS.description } });
}

it('at level trace the log holds no key, no document with its values, no personal data and no row of a failing statement', async () => {
  await plantMarkers();
  const client = clientFor(server.url, key);
  const { person: name, email, phone, description, idempotency: idempotencyKey } = MARKERS;
  const contract = await order(client, 'it-novum', 'premium', { contacts: [{ name, email, phone }] });
  // Through TypeORM, which adds the parameters of the statement to its error, and through the driver alone.
  for (const table of ['customers', 'named_contacts', 'incidents']) await breakWritesOf(table);
  const customer = { number: 'C-8', name, region: 'EUROPE', idempotencyKey };
  const contact = { contractId: contract.id, contact: { name, email: `other-${email}`, phone } };
  for (const [mutation, input] of [
    ['createCustomer', customer],
    ['addNamedContact', contact],
    ['openIncident', requestUnder(contract, { description })],
  ] as const)
    await expect(mutate(client, mutation, input)).rejects.toThrow(/Something went wrong on our side/);

  const { stdout, stderr } = await server.stop();
  const output = stdout + stderr;
  // There is a log in which the markers could stand: of requests, and of each failing statement its code and place.
  expect(output).toMatch(/"route":"\/graphql"/);
  expect(output.match(/"level":50,.*"code":"P0001".*"stack":"    at /g)).toHaveLength(3);
  for (const marker of [key, wrongKey, ...Object.values(MARKERS)]) expect(output).not.toContain(marker);
  expect(output).not.toMatch(/m4rk3r|remoteAddress|authorization|bearer/i);
});
