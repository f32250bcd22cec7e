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
export function wholePost(key: string, body: object, path = '/graphql'): string {
  const text = JSON.stringify(body);
  const headers = { authorization: `Bearer ${key}`, 'content-length': Buffer.byteLength(text) };
  return postHead(headers, path) + text;
}
