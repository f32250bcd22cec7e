import type { Socket } from 'node:net';
import { Client, ClientConfig } from 'pg';
import { Host } from './hosts/host-list';

/**
 * A connection whose loss never ends the process. pg-pool listens for errors of idle clients alone, TypeORM of those that it has
 * taken over: one that is lost in between would have no listener. What was sent over it fails by itself.
 */
export class SurvivingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
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
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.destroy();
  }
}
