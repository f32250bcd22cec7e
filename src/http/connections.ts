import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { addressGroup } from './client-address';

export interface ConnectionLimits {
  readonly all: number;
  readonly perAddress: number;
  readonly slowReaderMs: number;
  /** Peers that carry the connections of many callers: their number is not limited by address. */
  readonly isProxy: (address: string) => boolean;
}

/** Why a connection was ended by the server. */
export type EndedBecause = 'connections' | 'connections-of-address' | 'slow-reader';

/** What a reader takes at least, over any `slowReaderMs`. */
const LEAST_BYTES_PER_SECOND = 8_192;
const SWEEP_MS = 1_000;
/** How long a server that stops lets clients read their last responses. */
const STOP_MS = 1_000;

interface Connection {
  readonly socket: Socket;
  readonly group: string;
  readonly exchanges: Set<Exchange>;
  /** Bytes that the reader is behind the slowest that is allowed. */
  behind: number;
  read: number;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Keeps count of the connections of a server. At a limit the one that has been idle for the longest makes room for a new
 * one, so that idle connections stop nobody; where none is idle, the new one is ended. Ends those whose client does not
 * read what it asked for.
 */
export class Connections {
  private readonly open = new Map<Socket, Connection>();
  /** Without a request whose headers have come, the longest first. */
  private readonly idle = new Set<Connection>();
  private readonly byGroup = new Map<string, Set<Connection>>();
  private readonly sweepMs: number;
  private sweptAt = performance.now();
  private readonly timers: NodeJS.Timeout[];
  private readonly slowReaders = new WeakSet<Socket>();

  constructor(
    private readonly limits: ConnectionLimits,
    private readonly onEnded: (why: EndedBecause, address: string) => void,
  ) {
    this.sweepMs = Math.min(SWEEP_MS, Math.ceil(limits.slowReaderMs / 4));
    this.timers = [setInterval(() => this.endSlowReaders(), this.sweepMs).unref()];
  }

  get size(): number {
    return this.open.size;
  }

  opened(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const group = addressGroup(address);
    const ofGroup = this.byGroup.get(group) ?? new Set<Connection>();
    const isLimited = !this.limits.isProxy(address);
    if (isLimited && ofGroup.size >= this.limits.perAddress && !this.makeRoom(ofGroup)) {
      return this.refuse(socket, 'connections-of-address');
    }
    if (this.open.size >= this.limits.all && !this.makeRoom(this.idle)) {
      return this.refuse(socket, 'connections');
    }
    const connection: Connection = { socket, group, exchanges: new Set(), behind: 0, read: 0 };
    this.open.set(socket, connection);
    this.idle.add(connection);
    this.byGroup.set(group, (this.byGroup.get(group) ?? ofGroup).add(connection));
    socket.once('close', () => this.forget(connection));
  }

  /** The headers of a request have come. */
  asked(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.open.get(request.socket);
    if (connection === undefined) return;
    const exchange = { request, response };
    connection.exchanges.add(exchange);
    this.idle.delete(connection);
    response.once('close', () => {
      connection.exchanges.delete(exchange);
      if (connection.exchanges.size === 0 && this.open.has(connection.socket)) this.idle.add(connection);
    });
  }

  /** Whether the connection was ended since its client did not read. */
  wasSlow(socket: Socket): boolean {
    return this.slowReaders.has(socket);
  }

  /** Whether a part of a response was sent on the connection, behind which nothing else may be written. */
  isResponding(socket: Socket): boolean {
    return [...(this.open.get(socket)?.exchanges ?? [])].some(({ response }) => response.headersSent);
  }

  /**
   * Ends at once the connections on which nothing is worked on; after a second also those whose client is still reading,
   * and each of the others when it has had time to read its response.
   */
  stop(): void {
    this.endWhere(({ request }) => !request.complete);
    const endAnswered = () => this.endWhere(({ response }) => response.headersSent);
    this.timers.push(setInterval(endAnswered, STOP_MS).unref());
  }

  stopped(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private endWhere(isOver: (exchange: Exchange) => boolean): void {
    for (const { socket, exchanges } of [...this.open.values()]) {
      if ([...exchanges].every(isOver)) socket.destroy();
    }
  }

  private endSlowReaders(): void {
    const now = performance.now();
    // Time in which this process itself stood still is not the reader's.
    const seconds = Math.min(now - this.sweptAt, 2 * this.sweepMs) / 1_000;
    this.sweptAt = now;
    for (const connection of [...this.open.values()]) {
      if (!this.isSlowReader(connection, seconds)) continue;
      this.onEnded('slow-reader', connection.socket.remoteAddress ?? '');
      this.slowReaders.add(connection.socket);
      connection.socket.destroy();
    }
  }

  private isSlowReader(connection: Connection, seconds: number): boolean {
    const { socket } = connection;
    const read = socket.bytesWritten - socket.writableLength;
    const progress = read - connection.read;
    connection.read = read;
    const isOwed = socket.writableLength > 0;
    const behind = connection.behind + seconds * LEAST_BYTES_PER_SECOND - progress;
    connection.behind = isOwed ? Math.max(0, behind) : 0;
    return connection.behind >= (this.limits.slowReaderMs / 1_000) * LEAST_BYTES_PER_SECOND;
  }

  private makeRoom(among: ReadonlySet<Connection>): boolean {
    for (const connection of among) {
      if (!this.idle.has(connection)) continue;
      this.forget(connection);
      connection.socket.destroy();
      return true;
    }
    return false;
  }

  private refuse(socket: Socket, why: EndedBecause): void {
    this.onEnded(why, socket.remoteAddress ?? '');
    socket.destroy();
  }

  private forget(connection: Connection): void {
    this.open.delete(connection.socket);
    this.idle.delete(connection);
    const ofGroup = this.byGroup.get(connection.group);
    ofGroup?.delete(connection);
    if (ofGroup?.size === 0) this.byGroup.delete(connection.group);
  }
}
