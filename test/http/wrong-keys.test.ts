import { apiKeyOf } from '../../src/access/api-key';
import { KnownCallers } from '../../src/access/known-callers';
import { Environment } from '../../src/boot/environment';
import { workerDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const QUESTION = JSON.stringify({ query: '{ providers { code } }' });
const PER_MINUTE = 5;

let server: TestServer;
afterEach(() => server.close());

async function start(settings: Partial<Environment> = {}): Promise<void> {
  server = await startTestServer(undefined, await workerDatabase(), {
    WRONG_KEYS_PER_MINUTE: PER_MINUTE,
    ...settings,
  });
}

function send(key: string, headers: Record<string, string> = {}, path?: string): Promise<Response> {
  const all = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers };
  if (path !== undefined) return fetch(new URL(path, server.url), { headers: all });
  return fetch(server.url, { method: 'POST', headers: all, body: QUESTION });
}

async function statuses(
  count: number,
  headers: (index: number) => Record<string, string>,
): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const key = apiKeyOf('ADMIN', Buffer.alloc(20, index + 1));
    found.push((await send(key, headers(index))).status);
  }
  return found;
}

const BRAKED = [401, 401, 401, 401, 401, 429, 429];

it('wrong keys from one address are refused after the number of a minute, also where they come at once', async () => {
  await start();
  const keys = Array.from({ length: 12 }, (_, index) => apiKeyOf('ADMIN', Buffer.alloc(20, index + 1)));
  const answers = await Promise.all(keys.map((key) => send(key)));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(PER_MINUTE);
  const refused = answers.find(({ status }) => status === 429)!;
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('x-request-id')).not.toBeNull();
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect((await send(keys[0]!, {}, '/billing/consulting-usage.csv')).status).toBe(429);
});

it('a key that was good is still answered from an address whose wrong keys are braked, until it is revoked', async () => {
  await start();
  const key = await server.keyOf('ADMIN');
  expect((await send(key)).status).toBe(200);
  expect(await statuses(7, () => ({}))).toEqual(BRAKED);
  expect((await send(key)).status).toBe(200);
  await server.database.sql.rows(`UPDATE api_keys SET revoked_at = now() WHERE name = 'test ADMIN'`);
  let answer = await send(key);
  while (answer.status === 200) answer = await send(key);
  expect([401, 429]).toContain(answer.status);
});

it('good keys count nothing', async () => {
  await start();
  for (let time = 0; time < 2 * PER_MINUTE; time += 1)
    expect((await send(await server.keyOf('ADMIN'))).status).toBe(200);
});

it('a good key that many requests bring at once for the first time counts nothing', async () => {
  await start();
  const key = await server.keyOf('ADMIN');
  const answers = await Promise.all(Array.from({ length: 4 * PER_MINUTE }, () => send(key)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

it('a key that could not be looked up counts nothing', async () => {
  await start();
  const lost = jest
    .spyOn(KnownCallers.prototype, 'find')
    .mockRejectedValue(new Error('Connection terminated'));
  expect(await statuses(2 * PER_MINUTE, () => ({}))).toEqual(Array(2 * PER_MINUTE).fill(503));
  lost.mockRestore();
  expect(await statuses(7, () => ({}))).toEqual(BRAKED);
});

it('an address that the caller claims himself is not believed', async () => {
  await start();
  expect(await statuses(7, (index) => ({ 'x-forwarded-for': `192.0.2.${index}` }))).toEqual(BRAKED);
});

it('the address that a proxy of TRUST_PROXY tells counts, and of what it was told only the last word', async () => {
  await start({ TRUST_PROXY: ['127.0.0.0/8'] });
  expect(await statuses(7, (index) => ({ 'x-forwarded-for': `192.0.2.${index}` }))).toEqual(
    Array(7).fill(401),
  );
  expect(await statuses(7, (index) => ({ 'x-forwarded-for': `192.0.2.${index}, 198.51.100.1` }))).toEqual(
    BRAKED,
  );
});
