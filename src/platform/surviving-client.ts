import type { Socket } from 'node:net';
import { Client, ClientConfig } from 'pg';
import { RowParser, ServerMessage } from './driver/row-parser';
import { Host } from './hosts/host-list';

/** The part of the driver's connection that hears the server. */
interface Connection {
  readonly stream: Socket;
  attachListeners(stream: Socket): void;
  emit(name: string, message: ServerMessage): boolean;
}

/**
 * A connection whose loss never ends the process, and that reads rows by a parser of its own. pg-pool listens for errors of idle clients
 * alone, TypeORM of those that it has taken over: one that is lost in between would have no listener. What was sent over it fails by itself.
 */
export class SurvivingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    const connection = connectionOf(this);
    connection.attachListeners = (stream) => hear(stream, connection);
  }

  /** Lets it connect to this host instead of the one of its configuration. */
  aimedAt({ host, port }: Host): this {
    // The address of the configuration goes before its own host and port.
    return Object.assign(this, { host, port });
  }

  /** Whether its server takes no writes: it follows another one, or was told to. */
  async isReadOnly(): Promise<boolean> {
    const { rows } = await this.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
    return rows[0]!.transaction_read_only === 'on';
  }

  /** Ends it without a word to the server, which may be silent; what is in flight over it fails. */
  breakOff(): void {
    connectionOf(this).stream.destroy();
  }
}

function connectionOf(client: Client): Connection {
  return (client as unknown as { connection: Connection }).connection;
}

function hear(stream: Socket, connection: Connection): void {
  const parser = new RowParser();
  const tell = (message: ServerMessage) =>
    // A listener of 'error' would take what is wrong with a statement for the loss of the connection.
    void connection.emit(message.name === 'error' ? 'errorMessage' : message.name, message);
  stream.on('data', (bytes: Buffer) => parser.parse(bytes, tell));
}
