import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Environment } from '../../src/boot/environment';
import { Clock } from '../../src/shared/domain/clock';
import {
  AUDIENCE,
  IdentityProvider,
  IdentityProviderSettings,
  newSigningKey,
  startIdentityProvider,
} from '../support/identity-provider';
import { workerDatabase } from '../support/test-database';
import { clientFor, startTestServer, TestServer } from '../support/test-server';

const [OLD, NEW] = [newSigningKey(), newSigningKey()];
const PEOPLE = ['anna', 'ben'];
const SALES = { ambit_role: 'SALES' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of closing.splice(0).reverse()) await close();
});

async function startProvider(settings: Partial<IdentityProviderSettings> = {}): Promise<IdentityProvider> {
  const provider = await startIdentityProvider({ keys: [OLD], people: PEOPLE, ...settings });
  closing.push(() => provider.stop());
  return provider;
}

async function startServer(
  issuer: string,
  settings: Partial<Environment> = {},
  clock?: Clock,
): Promise<TestServer> {
  const server = await startTestServer(clock, await workerDatabase(), {
    OIDC_ISSUER: [issuer],
    OIDC_AUDIENCE: AUDIENCE,
    ...settings,
  });
  closing.push(() => server.close());
  return server;
}

/** What of HTTP runs by the clock of the process, so much later. */
function after(milliseconds: number): void {
  const [date, monotonic] = [Date.now.bind(Date), performance.now.bind(performance)];
  jest.spyOn(Date, 'now').mockImplementation(() => date() + milliseconds);
  jest.spyOn(performance, 'now').mockImplementation(() => monotonic() + milliseconds);
}

/** What looks like a token of an issuer, as anybody can make it. */
function unsigned(iss: string, kid = 'a'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid })}.${part({ iss })}.AAAA`;
}

function send(server: TestServer, authorization: string): Promise<Response> {
  const headers = { authorization: `Bearer ${authorization}`, 'content-type': 'application/json' };
  return fetch(server.url, { method: 'POST', headers, body: '{"query":"{ viewer { name } }"}' });
}

it('a key that the issuer publishes later is believed without a restart', async () => {
  const before = await startProvider();
  const server = await startServer(before.issuer);
  expect((await send(server, await before.tokenOf('anna', SALES))).status).toBe(200);
  await before.stop();
  const now = await startProvider({ keys: [NEW], issuer: before.issuer });
  const rotated = await now.tokenOf('anna', SALES);
  // Guesses of key ids may not let the issuer be asked each time.
  expect((await send(server, rotated)).status).toBe(401);
  after(11_000);
  expect((await send(server, rotated)).status).toBe(200);
});

it('a key that the issuer withdraws is believed no longer once its keys were asked for again', async () => {
  const before = await startProvider();
  const clock = { now: () => new Date() };
  const server = await startServer(before.issuer, {}, clock);
  const token = await before.tokenOf('anna', SALES);
  expect((await send(server, token)).status).toBe(200);
  await before.stop();
  await startProvider({ keys: [NEW], issuer: before.issuer });
  after(301_000);
  const messages: unknown[] = [];
  // Its keys are asked for behind the back of the first of these.
  for (let minute = 1; minute <= 8 && messages.length === 0; minute += 1) {
    clock.now = () => new Date(new Date().getTime() + minute * 61_000);
    const { errors } = (await (await send(server, token)).json()) as { errors?: { message: string }[] };
    if (errors !== undefined) messages.push(errors[0]!.message);
    else await sleep(50);
  }
  expect(messages).toEqual(['The token is malformed, or its issuer did not sign it.']);
});

it('a crowd of unknown key ids asks the issuer once', async () => {
  let asked = 0;
  const counting = await startIssuer((url, issuer) => {
    asked += 1;
    if (url === '/jwks') return JSON.stringify({ keys: [] });
    return JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` });
  });
  const server = await startServer(counting, { WRONG_KEYS_PER_MINUTE: 0 });
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => send(server, unsigned(counting, `${index}`))),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  expect(asked).toBe(2);
});

it('while the issuer is away nobody new gets in, and keys and people whose keys are known still do', async () => {
  const provider = await startProvider();
  const server = await startServer(provider.issuer);
  const known = await provider.tokenOf('anna', SALES);
  const unseen = await provider.tokenOf('ben', SALES);
  expect((await send(server, known)).status).toBe(200);
  const fresh = await startServer(provider.issuer, { WRONG_KEYS_PER_MINUTE: 3 });
  await provider.stop();
  expect((await send(server, known)).status).toBe(200);
  expect((await send(server, unseen)).status).toBe(200);
  for (let time = 0; time < 10; time += 1) {
    const answer = await send(fresh, unseen);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3']);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
  }
  expect((await send(fresh, await fresh.keyOf('ADMIN'))).status).toBe(200);
  await startProvider({ issuer: provider.issuer });
  after(3_000);
  expect((await send(fresh, unseen)).status).toBe(200);
});

it('an issuer that does not answer is given up after seconds, and API keys do not wait for it', async () => {
  const silent = await startIssuer(() => null);
  const server = await startServer(silent);
  let isRefused = false;
  const waiting = Promise.all(
    Array.from({ length: 200 }, (_, index) => send(server, unsigned(silent, `${index}`))),
  ).finally(() => (isRefused = true));
  const key = await server.keyOf('ADMIN');
  for (let time = 0; time < 5; time += 1) expect((await send(server, key)).status).toBe(200);
  expect(isRefused).toBe(false);
  expect(new Set((await waiting).map(({ status }) => status))).toEqual(new Set([503]));
});

it.each<[string, (url: string, issuer: string) => string]>([
  [
    'names another issuer',
    (_, issuer) => JSON.stringify({ issuer: `${issuer}/other`, jwks_uri: `${issuer}/jwks` }),
  ],
  [
    'names keys at an address without https',
    (_, issuer) => JSON.stringify({ issuer, jwks_uri: 'http://192.0.2.1/jwks' }),
  ],
  ['names no keys', (_, issuer) => JSON.stringify({ issuer })],
  ['is no JSON', () => '<html>'],
  [
    'leads to keys that are none',
    (url, issuer) => (url === '/jwks' ? '[]' : JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` })),
  ],
  [
    'leads to keys that are no JSON',
    (url, issuer) => (url === '/jwks' ? '{' : JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` })),
  ],
])('an issuer whose description %s is as one that is away', async (_, respond) => {
  const issuer = await startIssuer(respond);
  const server = await startServer(issuer);
  expect((await send(server, unsigned(issuer))).status).toBe(503);
});

it('wrong tokens from one address are limited as wrong keys are, together with them, and good ones count nothing', async () => {
  const provider = await startProvider();
  const server = await startServer(provider.issuer, { WRONG_KEYS_PER_MINUTE: 3 });
  for (let time = 0; time < 5; time += 1)
    expect((await send(server, await provider.tokenOf('anna', SALES))).status).toBe(200);
  const good = await provider.tokenOf('ben', SALES);
  expect((await send(server, good)).status).toBe(200);
  const wrong = async () =>
    (await send(server, await provider.tokenOf('anna', { ambit_role: 'ROOT' }))).status;
  expect([await wrong(), await wrong(), (await send(server, 'a.key')).status, await wrong()]).toEqual([
    401, 401, 401, 429,
  ]);
  expect((await send(server, good)).status).toBe(200);
});

it('a token is no longer good once it has expired, though it was sent a moment before', async () => {
  const provider = await startProvider();
  const clock = { now: () => new Date() };
  const server = await startServer(provider.issuer, {}, clock);
  const token = await provider.tokenOf('anna', SALES);
  const { exp } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { exp: number };
  expect((await send(server, token)).status).toBe(200);
  clock.now = () => new Date((exp + 5) * 1_000);
  const answer = await send(server, token);
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    401,
    'Bearer error="invalid_token"',
  ]);
});

it('a change of what a number means is known within a second, of a customer as of a key', async () => {
  const provider = await startProvider();
  const server = await startServer(provider.issuer);
  const admin = await server.as('ADMIN');
  const number = `C-${Date.now()}`;
  await admin.request(
    'mutation ($number: String!) { createCustomer(input: { number: $number, name: "Who", region: EUROPE }) { customer { id } } }',
    { number },
  );
  const token = await provider.tokenOf('ben', { ambit_role: 'CUSTOMER', ambit_customer: number });
  expect(await clientFor(server.url, token).request('{ viewer { customer { number } } }')).toEqual({
    viewer: { customer: { number } },
  });
  await server.database.sql.rows('UPDATE customers SET number_folded = $2 WHERE number = $1', [
    number,
    `${number} was`,
  ]);
  after(1_000);
  expect((await send(server, token)).status).toBe(401);
});

/** What pretends to be an issuer: the body of each response, by path; null: none ever comes. */
async function startIssuer(respond: (url: string, issuer: string) => string | null): Promise<string> {
  const server: Server = createServer((request, response) => {
    const body = respond(request.url!, issuer);
    if (body !== null) response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return issuer;
}
