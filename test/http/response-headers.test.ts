import { METHODS } from 'node:http';
import { SAFE_HEADERS } from '../../src/http/response-headers';
import { openRaw } from '../support/raw-socket';
import { useServer } from '../support/test-server';

const server = useServer();
let authorization: string;
beforeAll(async () => (authorization = `Bearer ${await server.keyOf('BILLING')}`));

const address = (path: string) => new URL(path, server.url);
const EXPORT = '/billing/consulting-usage.csv?from=2026-01-01&to=2026-02-01';

it.each<[string, string, RequestInit, number]>([
  ['a result', '/graphql', { method: 'POST', body: '{"query": "{ __typename }"}' }, 200],
  ['a fault of a document', '/graphql', { method: 'POST', body: '{"query": "{"}' }, 400],
  ['malformed JSON', '/graphql', { method: 'POST', body: '{' }, 400],
  ['a malformed address', '/%zz', {}, 400],
  ['another method', '/graphql', { method: 'DELETE' }, 405],
  ['a path that does not exist', '/nothing', {}, 404],
  ['an export', EXPORT, {}, 200],
  ['the life sign', '/healthz', {}, 200],
])('%s comes with the headers that keep browsers and caches from harm', async (_name, path, init, status) => {
  const headers = { authorization, ...(init.body == null ? {} : { 'content-type': 'application/json' }) };
  const response = await fetch(address(path), { ...init, headers });
  await response.text();
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    ...SAFE_HEADERS,
    'x-request-id': expect.stringMatching(/./) as string,
  });
});

it.each([undefined, 'Bearer', 'Bearer nonsense', 'Basic YTpi', `Bearer ambit_admin_${'a'.repeat(32)}`])(
  'a client that comes with the header Authorization %s gets 401, and is told what to send',
  async (given) => {
    for (const path of ['/graphql', EXPORT]) {
      const headers: Record<string, string> = given === undefined ? {} : { authorization: given };
      const response = await fetch(address(path), { headers });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  },
);

it.each([
  ['/graphql', 'GET, POST', ['PUT', 'PATCH', 'DELETE', 'OPTIONS']],
  ['/graphql?query=%7B__typename%7D', 'GET, POST', ['PUT', 'DELETE']],
  ['/billing/consulting-usage.csv', 'GET, HEAD', ['POST', 'PUT', 'DELETE', 'OPTIONS']],
  ['/healthz', 'GET, HEAD', ['POST', 'DELETE']],
  ['/readyz', 'GET, HEAD', ['POST', 'PATCH']],
] as const)(
  'at %s any other method than %s is refused with the methods that are taken',
  async (path, allow, methods) => {
    for (const method of methods) {
      const response = await fetch(address(path), { method, headers: { authorization } });
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, allow]);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }],
      });
    }
  },
);

it('whatever HTTP has for methods, GraphQL is told to be at GET and POST', async () => {
  // CONNECT asks for a tunnel, and QUERY without a body is at fault whatever the address takes.
  const others = METHODS.filter((method) => !['CONNECT', 'QUERY', 'GET', 'POST'].includes(method));
  for (const method of others) {
    const connection = await openRaw(
      server.url,
      `${method} /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
    );
    const answer = await connection.matching(/^HTTP\/1.1 \d+/);
    expect([method, answer.slice(9, 12), /allow: (.*)\r/i.exec(answer)?.[1]]).toEqual([
      method,
      '405',
      'GET, POST',
    ]);
  }
});

it('what is no HTTP at all gets its answer with the same headers', async () => {
  const connection = await openRaw(server.url, 'nonsense\r\n\r\n');
  const answer = await connection.matching(/\r\n\r\n/);
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  for (const [name, value] of Object.entries(SAFE_HEADERS)) expect(answer).toContain(`${name}: ${value}\r\n`);
});
