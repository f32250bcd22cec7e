import { startTestServer, TestServer } from '../support/test-server';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

let server: TestServer;
let closed: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  closed = await startTestServer(undefined, undefined, { PAGES: 'off' });
});
afterAll(async () => {
  await server.close();
  await closed.close();
});

function open(
  path: string,
  to: { readonly url: string } = server,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(new URL(path, to.url), { headers: { accept: BROWSER, ...headers } });
}

const PAGES = [
  '/',
  '/docs',
  '/docs/domain.md',
  '/docs/contributing/testing.md',
  '/README.md',
  '/graphql',
  '/desk',
];

it.each(PAGES)(
  'a browser that opens %s without a key gets a page, which no other page can frame',
  async (path) => {
    const response = await open(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain('<title>');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:/);
  },
);

it.each([...PAGES, '/schema.graphql', '/graphiql/start.js', '/desk/settings.json'])(
  'with PAGES=off there is nothing at %s that there was not before',
  async (path) => {
    const response = await open(path, closed);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      path === '/graphql' ? 401 : 404,
      'application/json; charset=utf-8',
    ]);
  },
);

it('the list of documents has the number of a decision within its title', async () => {
  const html = await (await open('/docs')).text();
  expect(html).toContain('<a href="/docs/adr/0006-idempotency-keys.md">6. Idempotency keys</a>');
});

it('with NODE_ENV=production there are the pages, and nothing of the schema', async () => {
  const production = await startTestServer(undefined, undefined, { NODE_ENV: 'production' });
  for (const path of ['/', '/docs', '/desk']) {
    const response = await open(path, production);
    expect([path, response.status]).toEqual([path, 200]);
    expect(await response.text()).not.toMatch(/"\/(graphql|schema.graphql)"/);
  }
  const statuses = ['/graphql', '/schema.graphql', '/graphiql/start.js'].map(
    async (path) => (await open(path, production)).status,
  );
  expect(await Promise.all(statuses)).toEqual([401, 404, 404]);
  await production.close();
});

it.each(['*/*', 'application/json', 'application/graphql-response+json, text/html;q=0.1'])(
  'a client that accepts %s is asked for its key at /graphql, and gets no page',
  async (accept) => {
    const response = await open('/graphql?query=%7B__typename%7D', server, { accept });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  },
);

it('a browser that posts is a client of the API like any other', async () => {
  const response = await fetch(server.url, { method: 'POST', headers: { accept: BROWSER } });
  expect(response.status).toBe(401);
});

it('the schema is served as it is in the repository', async () => {
  const text = await (await open('/schema.graphql')).text();
  expect(text).toContain('type Query {');
});

it('every link and picture of the documentation is there, and every link into a page leads to a heading in it', async () => {
  const origin = new URL(server.url).origin;
  const pages = new Map<string, { readonly status: number; readonly text: string }>();
  const read = async (path: string) => {
    const response = pages.has(path) ? null : await open(path);
    if (response !== null) pages.set(path, { status: response.status, text: await response.text() });
    return pages.get(path)!;
  };
  const faults: string[] = [];
  const toRead = new Set(['/docs']);
  for (const path of toRead) {
    // The policy of the page would not let it be.
    if (/<[^>]* style=/.test((await read(path)).text)) faults.push(`${path} has a style of its own`);
    for (const [, address] of (await read(path)).text.matchAll(/<(?:a href|img src)="([^"]+)"/g)) {
      const target = new URL(address!, new URL(path, origin));
      if (target.origin !== origin) continue;
      const { status, text } = await read(target.pathname);
      if (status !== 200) faults.push(`${path} -> ${address}`);
      if (!target.pathname.endsWith('.md')) continue;
      toRead.add(target.pathname);
      const isThere = text.includes(`id="${decodeURIComponent(target.hash.slice(1))}"`);
      if (target.hash !== '' && !isThere) faults.push(`${path} -> ${address}: no such heading`);
    }
  }
  expect(faults).toEqual([]);
  expect(toRead.size).toBeGreaterThan(20);
});

it('a path that climbs out of the folder of the files is not found', async () => {
  for (const path of [
    '/desk/..%2f..%2fpackage.json',
    '/desk/%2e%2e/%2e%2e/package.json',
    '/graphiql/..%2fsrc%2fmain.js',
  ])
    expect((await open(path)).status).toBe(404);
});

it('a file whose name has a digest of it is kept for ever, compressed, and another is asked for again', async () => {
  const page = await (await open('/desk')).text();
  const script = /src="(\/desk\/assets\/[^"]+\.js)"/.exec(page)![1]!;
  const kept = await open(script, server, { 'accept-encoding': 'gzip' });
  expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(kept.headers.get('content-encoding')).toBe('gzip');
  const icon = await open('/desk/icon.svg');
  expect(icon.headers.get('cache-control')).toBe('no-cache');
  const again = await open('/desk/icon.svg', server, { 'if-none-match': icon.headers.get('etag')! });
  expect(again.status).toBe(304);
});

it('a server without a demo shows no key', async () => {
  expect(await (await open('/graphql')).text()).toContain('your API key');
  expect(await (await open('/desk/settings.json')).json()).toEqual({ login: null, demoKeys: null });
});
