import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { describeInBrowser } from '../support/browser';
import { startTestServer, TestServer } from '../support/test-server';

const DESK = 'https://desk.example.com';

let page: Server;
let pageOrigin: string;
let server: TestServer;
let closed: TestServer;
let authorization: string;

beforeAll(async () => {
  page = createServer((_request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>A page of another origin</title>');
  });
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  pageOrigin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  server = await startTestServer(undefined, undefined, { CORS_ORIGINS: [DESK, pageOrigin] });
  closed = await startTestServer();
  authorization = `Bearer ${await server.keyOf('SUPPORT')}`;
});
afterAll(async () => {
  await server.close();
  await closed.close();
  await new Promise((resolve) => page.close(resolve));
});

/** Status and all that CORS has to do with. */
async function corsOf(response: Promise<Response>): Promise<[number, Record<string, string>]> {
  const { status, headers } = await response;
  const found = [...headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary');
  return [status, Object.fromEntries(found)];
}

function preflight(to: TestServer, origin: string): Promise<Response> {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };
  return fetch(to.url, { method: 'OPTIONS', headers });
}

function query(to: TestServer, headers: Record<string, string>): Promise<Response> {
  const body = JSON.stringify({ query: '{ __typename }' });
  return fetch(to.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

const EXPOSED = {
  'access-control-expose-headers':
    'Retry-After, RateLimit, RateLimit-Policy, x-request-id, idempotency-replayed, ambit-position, WWW-Authenticate',
};

it('the browser of an allowed page is told what the page may send', async () => {
  expect(await corsOf(preflight(server, DESK))).toEqual([
    204,
    {
      'access-control-allow-origin': DESK,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers':
        'Authorization, Content-Type, ambit-cost, ambit-position, x-request-id, apollo-require-preflight',
      'access-control-max-age': '600',
      ...EXPOSED,
      vary: 'Origin',
    },
  ]);
});

it('an allowed page may read what it gets, be it a result or a refusal, and sends nothing of the browser’s own', async () => {
  const allowed = { 'access-control-allow-origin': DESK, ...EXPOSED, vary: 'Origin' };
  expect(await corsOf(query(server, { origin: DESK, authorization }))).toEqual([200, allowed]);
  expect(await corsOf(query(server, { origin: DESK }))).toEqual([401, allowed]);
});

it.each([
  'https://other.example.com',
  'https://desk.example.com.evil.example',
  'https://evil-desk.example.com',
  'http://desk.example.com',
  'https://desk.example.com:8443',
  'HTTPS://DESK.EXAMPLE.COM',
  'null',
  '*',
  '',
])(
  'a page of the origin "%s", which is not allowed, gets no word that it may ask or read',
  async (origin) => {
    expect(await corsOf(preflight(server, origin))).toEqual([405, { vary: 'Origin' }]);
    expect(await corsOf(query(server, { origin, authorization }))).toEqual([200, { vary: 'Origin' }]);
  },
);

it('without CORS_ORIGINS no page of any origin is allowed', async () => {
  expect(await corsOf(preflight(closed, DESK))).toEqual([405, {}]);
  const key = `Bearer ${await closed.keyOf('SUPPORT')}`;
  expect(await corsOf(query(closed, { origin: DESK, authorization: key }))).toEqual([200, {}]);
});

it('CSRF prevention stays on for an allowed page: what needs no preflight is refused', async () => {
  const headers = { origin: DESK, authorization, 'content-type': 'text/plain' };
  expect((await query(server, headers)).status).toBe(400);
});

describeInBrowser('a real browser', (browser) => {
  it('a real browser lets a page of an allowed origin ask and read, and one of another origin not', async () => {
    const tab = await browser().newPage();
    await tab.goto(pageOrigin);
    const ask = (url: string, key: string) =>
      tab.evaluate(
        ([address, bearer]) =>
          fetch(address!, {
            method: 'POST',
            headers: { authorization: bearer!, 'content-type': 'application/json', 'ambit-cost': '1' },
            body: '{"query": "{ __typename }"}',
          }).then(
            async (response) => [
              response.headers.get('x-request-id')?.length,
              ((await response.json()) as { data: unknown }).data,
            ],
            (error: Error) => error.message,
          ),
        [url, key],
      );
    expect(await ask(server.url, authorization)).toEqual([36, { __typename: 'Query' }]);
    expect(await ask(closed.url, `Bearer ${await closed.keyOf('SUPPORT')}`)).toBe('Failed to fetch');
    // The same server under its other name is another origin to the browser, and the page one that is not allowed.
    await tab.goto(pageOrigin.replace('127.0.0.1', 'localhost'));
    expect(await ask(server.url, authorization)).toBe('Failed to fetch');
  });
});
