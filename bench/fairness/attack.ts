import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** What a caller who wants everything does, from a thread of its own so that it does not slow the one who measures. */
export type Attack =
  | {
      readonly kind: 'dear';
      readonly url: string;
      readonly key: string;
      readonly body: string;
      readonly atATime: number;
    }
  | {
      readonly kind: 'hold';
      readonly url: string;
      readonly key: string;
      readonly uploads: number;
      readonly idle: number;
    };

/** Answers by status; 0 for those that were cut off. */
export type Answered = Readonly<Record<string, number>>;

const MOST_REQUESTS = 200_000;
const answered: Record<string, number> = {};
const attack = workerData as Attack;
let isOver = false;

function count(status: number): void {
  answered[status] = (answered[status] ?? 0) + 1;
}

function sendDear({ url, key, body, atATime }: Attack & { kind: 'dear' }): void {
  const agent = new Agent({ keepAlive: true, maxSockets: atATime });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  let sent = 0;
  const next = () => {
    sent += 1;
    if (isOver || sent > MOST_REQUESTS) return;
    const asked = request(url, { agent, method: 'POST', headers }, (response) => {
      count(response.statusCode!);
      response.on('error', () => undefined).resume();
      response.once('close', next);
    });
    asked.once('error', () => {
      count(0);
      setTimeout(next, 100);
    });
    asked.end(body);
  };
  for (let index = 0; index < atATime; index += 1) next();
}

/** Keeps as many uploads half sent and connections idle as it may, and opens each anew that the server ends. */
function holdConnections({ url, key, uploads, idle }: Attack & { kind: 'hold' }): void {
  const { hostname, port } = new URL(url);
  const head = (authorization: string) =>
    `POST /graphql HTTP/1.1\r\nhost: x\r\n${authorization}content-type: application/json\r\ncontent-length: 100000\r\n\r\n{"query`;
  let opened = 0;
  const hold = (text: string) => {
    opened += 1;
    if (isOver || opened > MOST_REQUESTS) return;
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('error', () => undefined).resume();
    socket.once('close', () => setTimeout(() => hold(text), 250));
  };
  for (let index = 0; index < uploads; index += 1) {
    hold(head(index % 2 === 0 ? `authorization: Bearer ${key}\r\n` : ''));
  }
  for (let index = 0; index < idle; index += 1) hold('');
}

if (parentPort !== null) {
  parentPort.once('message', () => {
    isOver = true;
    parentPort!.postMessage(answered);
  });
  if (attack.kind === 'dear') sendDear(attack);
  else holdConnections(attack);
}
