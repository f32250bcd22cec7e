import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Connections, EndedBecause } from '../../src/http/connections';
import { openRaw, RawSocket } from '../support/raw-socket';

const MEGABYTES = Buffer.alloc(24 * 1024 * 1024, 'x');
const PIECE = 65_536;
const ASK = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';

let server: Server;
let connections: Connections;
let ended: EndedBecause[];
let url: string;

/** A server that answers `/` at length, in pieces, and `/never` not at all. */
async function start(limits: { all: number; perAddress: number; slowReaderMs?: number; isProxy?: boolean }) {
  ended = [];
  const { all, perAddress, slowReaderMs = 60_000, isProxy = false } = limits;
  connections = new Connections({ all, perAddress, slowReaderMs, isProxy: () => isProxy }, (why) =>
    ended.push(why),
  );
  server = createServer((request, response) => {
    if (request.url === '/never') return;
    let sent = 0;
    const more = () => {
      while (sent < MEGABYTES.length) {
        sent += PIECE;
        if (!response.write(MEGABYTES.subarray(sent - PIECE, sent))) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  server.on('connection', (socket) => connections.opened(socket));
  server.prependListener('request', (request, response) => connections.asked(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const open: RawSocket[] = [];
async function connect(text = ''): Promise<RawSocket> {
  const raw = await openRaw(url, text);
  open.push(raw);
  return raw;
}

afterEach(async () => {
  for (const { socket } of open.splice(0)) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  connections.stopped();
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('at the limit the one that is idle for the longest makes room', async () => {
  await start({ all: 3, perAddress: 10 });
  const first = await connect();
  await until(() => connections.size === 1);
  const busy = await connect('GET /never HTTP/1.1\r\nhost: x\r\n\r\n');
  await until(() => connections.size === 2);
  const third = await connect();
  await until(() => connections.size === 3);
  await connect();
  await first.closed;
  await connect();
  await third.closed;
  expect(busy.socket.destroyed).toBe(false);
  expect([connections.size, ended]).toEqual([3, []]);
});

it.each([
  ['all', { all: 2, perAddress: 10 }, 'connections'],
  ['one address', { all: 10, perAddress: 2 }, 'connections-of-address'],
])('where none is idle the new one is ended: at the limit of %s', async (_which, limits, why) => {
  await start(limits);
  for (let count = 1; count <= 2; count += 1) await connect('GET /never HTTP/1.1\r\nhost: x\r\n\r\n');
  await until(() => connections.size === 2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const refused = await connect();
  await refused.closed;
  expect(ended).toEqual([why]);
});

it('the connections of a proxy are not limited by its address', async () => {
  await start({ all: 10, perAddress: 1, isProxy: true });
  await connect();
  await connect();
  await until(() => connections.size === 2);
});

it('one whose client reads nothing is ended, and one that reads gets all of a long answer', async () => {
  await start({ all: 10, perAddress: 10, slowReaderMs: 1_000 });
  const deaf = await connect();
  deaf.socket.pause();
  deaf.socket.write(ASK);
  const reading = await connect(ASK);
  let bytes = 0;
  reading.socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
  await until(() => ended.length === 1 && bytes > MEGABYTES.length);
  expect(ended).toEqual(['slow-reader']);
});

it('at the stop those on which nothing is worked on are ended at once, and an answer that is not read after a second', async () => {
  await start({ all: 10, perAddress: 10 });
  const idle = await connect();
  const upload = await connect('POST /never HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{');
  const deaf = await connect();
  deaf.socket.pause();
  deaf.socket.write(ASK);
  const working = await connect('GET /never HTTP/1.1\r\nhost: x\r\n\r\n');
  await until(() => connections.size === 4);
  await new Promise((resolve) => setTimeout(resolve, 100));
  connections.stop();
  await idle.closed;
  await upload.closed;
  await until(() => connections.size === 2);
  await until(() => connections.size === 1);
  expect(working.socket.destroyed).toBe(false);
});
