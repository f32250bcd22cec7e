import { AddressInfo, connect, createServer, Socket } from 'node:net';

/** Of COMMIT on its way to PostgreSQL, and of PostgreSQL's word that it is done, as the wire protocol writes them. */
const COMMIT = Buffer.from('Q\0\0\0\x0bCOMMIT\0', 'latin1');
const COMMITTED = Buffer.from('C\0\0\0\x0bCOMMIT\0', 'latin1');

export interface PostgresProxy {
  /** The database behind the proxy. */
  readonly url: string;
  /**
   * Lets nothing pass any more from the commit on of the transaction that sends this text: before PostgreSQL hears of it, or
   * before its answer is heard. The server under test commits work of its own, too.
   */
  cutAt(moment: 'COMMIT' | 'COMMITTED', sent: string, whenCut: () => void): void;
  /** Breaks every connection that there is, and refuses new ones until `heal`. */
  cut(): void;
  /** From now on nothing passes on the connections that there are, and they stay open: as a machine that lost its power. */
  silence(): void;
  /** The same, and new connections are made and stay silent too, until `heal`. */
  silenceAll(): void;
  /**
   * The same for those on which one side says something that holds these bytes: they are silent from there on. Where `sent` is given,
   * only for those that have sent this text: the server under test commits work of its own, too.
   */
  silenceAfter(mark: string, sent?: string): void;
  /** New connections pass; those that were silenced stay silent. */
  heal(): void;
  /** How many connections are silenced. */
  silenced(): number;
  close(): Promise<void>;
}

/** A text that is waited for, and the two ends of each connection that has sent it since. */
interface Awaited {
  readonly sent: Buffer;
  readonly ends: WeakSet<Socket>;
}

function awaited(sent: string): Awaited {
  return { sent: Buffer.from(sent), ends: new WeakSet() };
}

/** Whether the connection has sent the text, now or before. */
function hasSent({ sent, ends }: Awaited, chunk: Buffer, from: Socket, to: Socket): boolean {
  if (chunk.includes(sent)) ends.add(from).add(to);
  return ends.has(from);
}

/** Stands between a server and its database, and can cut the line at the one moment that matters. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let cut: (Awaited & { readonly moment: 'COMMIT' | 'COMMITTED'; readonly whenCut: () => void }) | null =
    null;
  let isCut = false;
  const silent = new WeakSet<Socket>();
  const silentCount = { now: 0 };
  let isRefusing = false;
  let isDeaf = false;
  let silencing: (Awaited & { readonly mark: Buffer }) | null = null;

  const pass = (from: Socket, to: Socket, moment: 'COMMIT' | 'COMMITTED', mark: Buffer) => {
    let seen = Buffer.alloc(0);
    from.on('data', (chunk: Buffer) => {
      seen = Buffer.concat([seen.subarray(1 - mark.length), chunk]);
      if (
        cut !== null &&
        hasSent(cut, chunk, from, to) &&
        !isCut &&
        cut.moment === moment &&
        seen.includes(mark)
      ) {
        isCut = true;
        cut.whenCut();
      }
      if (
        silencing !== null &&
        hasSent(silencing, chunk, from, to) &&
        chunk.includes(silencing.mark) &&
        !silent.has(from)
      ) {
        silent.add(from).add(to);
        silentCount.now += 1;
      }
      if (!isCut && !silent.has(from)) to.write(chunk);
    });
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };

  const proxy = createServer((client) => {
    if (isRefusing) return void client.destroy();
    if (isDeaf) return void sockets.add(client);
    const database = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [client, database]) sockets.add(socket);
    pass(client, database, 'COMMIT', COMMIT);
    pass(database, client, 'COMMITTED', COMMITTED);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.toString(),
    cutAt: (moment, sent, whenCut) => (cut = { ...awaited(sent), moment, whenCut }),
    cut: () => {
      isRefusing = true;
      for (const socket of sockets) socket.destroy();
    },
    silence: () => {
      for (const socket of sockets) silent.add(socket);
    },
    silenceAll: () => {
      isDeaf = true;
      for (const socket of sockets) silent.add(socket);
    },
    silenceAfter: (mark, sent = '') => (silencing = { ...awaited(sent), mark: Buffer.from(mark, 'latin1') }),
    heal: () => {
      isRefusing = false;
      isDeaf = false;
      silencing = null;
    },
    silenced: () => silentCount.now,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => proxy.close(() => resolve()));
    },
  };
}
