import { Environment } from '../../src/boot/environment';
import { openRaw, postHead } from '../support/raw-socket';
import { workerDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const CHEAP = { query: '{ __typename }' };
const HALF = { query: '{ customers(first: 100) { totalCount } }' };
const DEAR = { query: '{ customers(first: 100) { totalCount } contracts(first: 100) { totalCount } }' };
/** A bucket that does not fill again while the test runs. */
const SETTINGS: Partial<Environment> = { COST_BUCKET_POINTS: 150, COST_RESTORE_PER_SECOND: 1 };

let server: TestServer;
beforeAll(async () => (server = await startTestServer(undefined, await workerDatabase(), SETTINGS)));
afterAll(() => server.close());

function post(key: string, body: object, url = server.url): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).then(({ status }) => status);
}

it('a key in debt is refused from the headers, before its body has come, and every other key is answered', async () => {
  const [spent, other] = [await server.keyOf('ADMIN'), await server.keyOf('ADMIN')];
  expect(await post(spent, DEAR)).toBe(200);
  const raw = await openRaw(
    server.url,
    postHead({ authorization: `Bearer ${spent}`, 'content-length': 99 }) + '{',
  );
  const answer = await raw.matching(/errors/);
  expect(answer).toMatch(/^HTTP\/1\.1 429[^]+retry-after: \d+\r\n/i);
  expect(answer).toMatch(/ratelimit-policy: "cost";q=150;w=150\r\n[^]*ratelimit: "cost";r=0;t=\d+\r\n/i);
  expect(answer).toMatch(/x-request-id: /i);
  expect(answer).toContain('RATE_LIMITED');
  raw.socket.destroy();
  expect(await post(other, CHEAP)).toBe(200);
});

it('a key whose points do not suffice for one request is answered what costs less', async () => {
  const key = await server.keyOf('ADMIN');
  expect(await post(key, HALF)).toBe(200);
  expect(await post(key, DEAR)).toBe(429);
  expect(await post(key, CHEAP)).toBe(200);
});

it('refusals that are held back take no place of their key, and end with the server', async () => {
  const small = await startTestServer(undefined, await workerDatabase(), {
    ...SETTINGS,
    MAX_REQUESTS_IN_FLIGHT: 2,
    REQUEST_WAIT_MS: 60_000,
  });
  const key = await small.keyOf('ADMIN');
  expect(await post(key, HALF, small.url)).toBe(200);
  const sent: Promise<number>[] = [];
  let answered = 0;
  // In a queue behind those that are held, each cheap one would be answered after all of them.
  while (sent.length - answered < 5) {
    expect(sent.length).toBeLessThan(40);
    sent.push(post(key, DEAR, small.url).finally(() => (answered += 1)));
    expect(await post(key, CHEAP, small.url)).toBe(200);
  }
  await small.close();
  expect(new Set(await Promise.all(sent))).toEqual(new Set([429]));
});
