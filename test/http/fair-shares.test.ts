import { Environment } from '../../src/boot/environment';
import { holdContract } from '../support/held-contract';
import { openRaw, postHead, wholePost } from '../support/raw-socket';
import { workerDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const QUESTION = { query: '{ providers { code } }' };
const SETTINGS: Partial<Environment> = {
  MAX_REQUESTS_IN_FLIGHT: 4,
  MAX_REQUESTS_WAITING_PER_KEY: 2,
  MAX_UPLOADS_PER_KEY: 3,
  MAX_CONNECTIONS: 300,
  MAX_CONNECTIONS_PER_ADDRESS: 200,
  REQUEST_WAIT_MS: 60_000,
};

let server: TestServer;
let keys: { busy: string; other: string };
beforeAll(async () => {
  server = await startTestServer(undefined, await workerDatabase(), SETTINGS);
  keys = { busy: await server.keyOf('ADMIN'), other: await server.keyOf('SALES') };
});
afterAll(() => server.close());

function post(key: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const all = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers };
  return fetch(server.url, { method: 'POST', headers: all, body: JSON.stringify(body) });
}

describe('a key that sends more than it can be answered', () => {
  it('a key that sends too much is refused above its places and its queue, with a request id, and every other key is answered', async () => {
    const held = await holdContract(server);
    const inFlight = ['Ann', 'Bob', 'Cyd'].map((name) => post(keys.busy, held.waitingBody(name)));
    await held.untilWaiting(3);
    const waiting = ['Dan', 'Eve'].map((name) => post(keys.busy, held.waitingBody(name)));
    const refused = await untilRefused(() => post(keys.busy, QUESTION, { 'x-request-id': 'too-much' }));
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('x-request-id')).toBe('too-much');
    expect(await refused.json()).toEqual({
      errors: [
        {
          message: expect.stringContaining('in a second'),
          extensions: expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' }),
        },
      ],
    });
    for (let time = 0; time < 9; time += 1) expect((await post(keys.other, QUESTION)).status).toBe(200);
    await held.release();
    for (const answer of await Promise.all([...inFlight, ...waiting])) expect(answer.status).toBe(200);
    expect((await post(keys.busy, QUESTION)).status).toBe(200);
  });

  it('a key that sends too much does not pass the gate by another spelling of the address', async () => {
    const held = await holdContract(server);
    const inFlight = ['Ann', 'Bob', 'Cyd', 'Dan', 'Eve'].map((name) =>
      post(keys.busy, held.waitingBody(name)),
    );
    await held.untilWaiting(3);
    await untilRefused(() => post(keys.busy, QUESTION));
    const raw = await openRaw(server.url, wholePost(keys.busy, QUESTION, '/%67raphql'));
    expect(await raw.matching(/errors/)).toMatch(/^HTTP\/1\.1 503/);
    raw.socket.destroy();
    await held.release();
    await Promise.all(inFlight);
  });

  /** Those before it may still be on their way. */
  async function untilRefused(send: () => Promise<Response>): Promise<Response> {
    for (;;) {
      const answer = await Promise.race([
        send(),
        new Promise<null>((resolve) => setTimeout(resolve, 200, null)),
      ]);
      if (answer?.status === 503) return answer;
    }
  }
});

it('uploads of an unknown key that never end get 401 at once, and their connections closed', async () => {
  const raw = await openRaw(server.url, postHead({ 'content-length': 200_000 }) + '{');
  expect(await raw.matching(/errors/)).toMatch(/^HTTP\/1\.1 401[^]+www-authenticate: Bearer\r\n/);
  expect(raw.received()).toMatch(/connection: close/i);
  await raw.closed;
});

it('uploads that never end take no place, and above their number no more are taken of the same key', async () => {
  const head = postHead({ authorization: `Bearer ${keys.busy}`, 'content-length': 1_000 }) + '{"query":';
  // The key is known now, so that what follows is counted as it comes.
  expect((await post(keys.busy, QUESTION)).status).toBe(200);
  const uploads = await Promise.all(Array.from({ length: 2 }, () => openRaw(server.url, head)));
  expect((await post(keys.busy, QUESTION)).status).toBe(200);
  const refused = await (async () => {
    for (;;) {
      const raw = await openRaw(server.url, head);
      const status = await Promise.race([
        raw.matching(/errors/),
        new Promise<string>((resolve) => setTimeout(resolve, 200, '')),
      ]);
      if (status !== '') return status;
      uploads.push(raw);
    }
  })();
  expect(refused).toMatch(/^HTTP\/1\.1 503/);
  expect((await post(keys.other, QUESTION)).status).toBe(200);
  for (const { socket } of uploads) socket.destroy();
});

it('a large body is sent to its end by a client whose key is refused, and the answer is read', async () => {
  const body = JSON.stringify({ query: 'x'.repeat(200_000) });
  for (let time = 0; time < 10; time += 1) {
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: { authorization: 'Bearer nonsense', 'content-type': 'application/json' },
      body,
    });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    await answer.text();
  }
});

it('idle connections above the limit of their address make room for new ones', async () => {
  const idle = await Promise.all(Array.from({ length: 220 }, () => openRaw(server.url)));
  expect((await post(keys.other, QUESTION)).status).toBe(200);
  await idle[0]!.closed;
  for (const { socket } of idle) socket.destroy();
});
