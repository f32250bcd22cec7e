import { openRaw, postHead } from '../support/raw-socket';
import { workerDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

let server: TestServer;
let key: string;
beforeAll(async () => {
  server = await startTestServer(undefined, await workerDatabase(), {
    REQUEST_TIMEOUT_MS: 500,
    HEADERS_TIMEOUT_MS: 500,
    IDLE_TIMEOUT_MS: 500,
    SLOW_READER_TIMEOUT_MS: 500,
    MAX_EXPORTS_PER_KEY: 1,
  });
  key = await server.keyOf('ADMIN');
});
afterAll(() => server.close());

it.each([
  ['that says nothing', '', /408 Request Timeout/],
  ['whose headers do not end', 'POST /graphql HTTP/1.1\r\nhost: x\r\n', /408 Request Timeout/],
  ['that is idle after its answer', 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n', /"status":"ok"/],
])('a connection %s is ended', async (_which, text, answer) => {
  const raw = await openRaw(server.url, text);
  await raw.closed;
  expect(raw.received()).toMatch(answer);
});

it('a body that does not come to its end is answered with 408 and its connection ended', async () => {
  const raw = await openRaw(
    server.url,
    postHead({ authorization: `Bearer ${key}`, 'content-length': 99 }) + '{',
  );
  await raw.closed;
  expect(raw.received()).toMatch(/^HTTP\/1\.1 408[^]+BAD_REQUEST/);
});
