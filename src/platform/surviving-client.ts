import { Client, ClientConfig } from 'pg';

/**
 * A connection whose loss never ends the process. pg-pool listens for errors of idle clients alone, TypeORM of those that it has
 * taken over: one that is lost in between would have no listener. What was sent over it fails by itself.
 */
export class SurvivingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
