import type { ClientConfig } from 'pg';
import { NoPrimary } from '../database-fault';
import { SurvivingClient } from '../surviving-client';
import { PrimaryFinder } from './primary-finder';

type Told = (error?: Error) => void;

/** The class of connections, for a pool, that are made to the server which takes writes. */
export function clientOfPrimary(finder: PrimaryFinder): typeof SurvivingClient {
  return class PrimaryClient extends SurvivingClient {
    constructor(private readonly config: ClientConfig) {
      super(config);
    }

    override connect(): Promise<this>;
    override connect(told: Told): void;
    override connect(told?: Told): Promise<this> | void {
      const connected = this.connectToPrimary();
      if (told === undefined) return connected;
      connected.then(() => told(), told);
    }

    private async connectToPrimary(): Promise<this> {
      const host = await finder.find(this.config);
      try {
        this.aimedAt(host);
        await super.connect();
        if (await this.isReadOnly()) throw new NoPrimary();
      } catch (error) {
        finder.forget(host);
        this.breakOff();
        throw error;
      }
      finder.hold(this, host, this.config);
      return this;
    }
  };
}
