import { connect, Socket } from 'node:net';

/** A connection on which bytes are sent as they are. */
export interface RawSocket {
  readonly socket: Socket;
  /** What has come so far. */
  received(): string;
  /** Resolves when what has come matches. Rejects where the connection ends without it. */
  matching(pattern: RegExp): Promise<string>;
  readonly closed: Promise<void>;
}

/** Opens a connection to the server of a URL, and sends the text. */
export async function openRaw(url: string, text = ''): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  // A reset counts as closed; what came before is in `received`.
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.write(text);
  const matching = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => pattern.test(received) && resolve(received);
      socket.on('data', look);
      void closed.then(() => reject(new Error(`closed after: ${received}`)));
      look();
    });
  return { socket, received: () => received, matching, closed };
}

/** The head of a POST to GraphQL. */
export function postHead(headers: Readonly<Record<string, string | number>>, path = '/graphql'): string {
  const lines = Object.entries({ host: 'x', 'content-type': 'application/json', ...headers });
  return `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** A whole POST of a body. */
export function wholePost(key: string, body: object, path = '/graphql', headers: object = {}): string {
  const text = JSON.stringify(body);
  const all = { authorization: `Bearer ${key}`, 'content-length': Buffer.byteLength(text), ...headers };
  return postHead(all, path) + text;
}

/** What GraphQL answers to bodies that are all there at once, in the order in which they were sent: one pipelined connection. */
export async function askedInOrder(url: string, key: string, bodies: readonly object[]): Promise<unknown[]> {
  const last = bodies.length - 1;
  const posts = bodies.map((body, at) =>
    wholePost(key, body, '/graphql', at === last ? { connection: 'close' } : {}),
  );
  const raw = await openRaw(url, posts.join(''));
  await raw.closed;
  const answers = raw
    .received()
    .split(/^HTTP\/1\.1 .*\r$/m)
    .slice(1);
  return answers.map((answer) => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as unknown);
}
