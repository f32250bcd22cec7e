import { createServer, Server } from 'node:http';
import { AddressInfo, createServer as createTcpServer } from 'node:net';
import { openAddresses, Post, Resolve, webhookPoster } from '../../../src/events/webhooks/post-webhook';
import { WebhookReceiver } from '../../support/webhook-receiver';

const PRIVATE = {
  status: null,
  error: 'The address lies inside the own network, which WEBHOOK_ALLOW_PRIVATE does not allow.',
  retryAfter: null,
};

let receiver: WebhookReceiver;
beforeAll(async () => (receiver = await WebhookReceiver.start()));
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.respond = () => 204;
});

const post = (url: string, signal = new AbortController().signal): Post => ({
  url,
  headers: { 'webhook-id': 'one' },
  body: '{"type":"webhook.test"}',
  signal,
});

/** Names lead to these addresses, one list after the other; each is asked for once. */
function resolvingTo(...lists: readonly (readonly string[])[]): Resolve {
  const left = [...lists];
  return (_, callback) => {
    const addresses = left.shift() ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

const named = (name: string) => receiver.url.replace('127.0.0.1', name);

it('a delivery is a POST of JSON with the headers that it is given', async () => {
  expect(await webhookPoster(true)(post(receiver.url))).toEqual({
    status: 204,
    error: null,
    retryAfter: null,
  });
  const [{ headers, text }] = receiver.received as [(typeof receiver.received)[0]];
  expect(text).toBe('{"type":"webhook.test"}');
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': 'one',
    'content-length': '23',
  });
});

it.each([
  'http://127.0.0.1:9/',
  'http://[::1]:9/',
  'http://localhost:9/',
  'http://0x7f.1:9/',
  'http://169.254.169.254/',
])('nothing is sent to %s, which lies inside the own network', async (url) => {
  expect(await webhookPoster(false)(post(url))).toEqual(PRIVATE);
});

it('nothing is sent to a name that leads into the own network', async () => {
  const sent = await webhookPoster(
    false,
    resolvingTo(['127.0.0.1', '10.0.0.1', '::1']),
  )(post(named('hook.test')));
  expect(sent).toEqual(PRIVATE);
  expect(receiver.received).toEqual([]);
});

it('a name is asked for once in a delivery: what is looked at is what is connected to, wherever it leads a moment later', async () => {
  let asked = 0;
  const changing = resolvingTo(['127.0.0.1'], ['192.0.2.1'], ['127.0.0.1']);
  const resolve: Resolve = (name, callback) => {
    asked += 1;
    changing(name, callback);
  };
  expect((await webhookPoster(true, resolve)(post(named('hook.test')))).status).toBe(204);
  expect(asked).toBe(1);
  for (const nth of [2, 3]) {
    expect(await webhookPoster(false, resolve)(post(named('hook.test')))).toEqual(PRIVATE);
    expect(asked).toBe(nth);
  }
  expect(receiver.received).toHaveLength(1);
});

it('of a name with addresses inside and outside the own network only those outside are connected to', () => {
  const found = [
    { address: '127.0.0.1', family: 4 },
    { address: '8.8.8.8', family: 4 },
    { address: '::1', family: 6 },
  ];
  expect(openAddresses(found, false)).toEqual([{ address: '8.8.8.8', family: 4 }]);
  expect(openAddresses(found, true)).toEqual(found);
});

it('with WEBHOOK_ALLOW_PRIVATE a name may lead into the own network', async () => {
  const sent = await webhookPoster(true, resolvingTo(['127.0.0.1']))(post(named('hook.test')));
  expect(sent.status).toBe(204);
});

it('a redirect is a failure and is not followed', async () => {
  const other = await WebhookReceiver.start();
  receiver.respond = (_, response) => void response.writeHead(307, { location: other.url }).end();
  expect(await webhookPoster(true)(post(receiver.url))).toMatchObject({
    status: 307,
    error: 'The response was 307: redirects are not followed.',
  });
  expect(other.received).toEqual([]);
  await other.close();
});

it.each([
  [199, false],
  [200, true],
  [299, true],
  [300, false],
  [404, false],
  [500, false],
])('a response of %i is success: %s', async (status, isSuccess) => {
  const raw = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(`HTTP/1.1 ${status} X\r\ncontent-length: 0\r\n\r\n`));
  });
  await new Promise<void>((done) => raw.listen(0, '127.0.0.1', done));
  const sent = await webhookPoster(true)(post(`http://127.0.0.1:${(raw.address() as AddressInfo).port}/`));
  expect(sent.error === null).toBe(isSuccess);
  await new Promise((done) => raw.close(done));
});

it('nobody there, a name that is none, and what is no HTTP are failures that name no address', async () => {
  const closed: Server = createServer();
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
  const { port } = closed.address() as AddressInfo;
  await new Promise((done) => closed.close(done));
  const refused = await webhookPoster(true)(post(`http://127.0.0.1:${port}/`));
  expect(refused).toEqual({ status: null, error: 'There was no response: ECONNREFUSED.', retryAfter: null });
  const unknown: Resolve = (_, callback) =>
    callback(Object.assign(new Error('getaddrinfo ENOTFOUND hook.test'), { code: 'ENOTFOUND' }), []);
  const lost = await webhookPoster(true, unknown)(post('https://hook.test/'));
  expect(lost.error).toBe('There was no response: ENOTFOUND.');
});

it('a response that never ends is taken by its head, and its connection is closed', async () => {
  let isClosed = false;
  receiver.respond = (_, response) => {
    response.writeHead(200);
    const dripping = setInterval(() => response.write('.'), 20);
    response.on('close', () => {
      clearInterval(dripping);
      isClosed = true;
    });
  };
  expect((await webhookPoster(true)(post(receiver.url))).error).toBeNull();
  for (let nth = 0; nth < 100 && !isClosed; nth += 1) await new Promise((next) => setTimeout(next, 50));
  expect(isClosed).toBe(true);
});

it('an endpoint that takes its time is left after a while', async () => {
  receiver.respond = () => undefined;
  const sent = await webhookPoster(true, undefined, 50)(post(receiver.url));
  expect(sent).toEqual({ status: null, error: 'There was no response in time.', retryAfter: null });
});

it('a delivery that is cut off ends at once', async () => {
  const cut = new AbortController();
  receiver.respond = () => cut.abort();
  expect((await webhookPoster(true)(post(receiver.url, cut.signal))).status).toBeNull();
});
