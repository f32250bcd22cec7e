import type { ClientConfig } from 'pg';
import { NoPrimary } from '../database-fault';
import { SurvivingClient } from '../surviving-client';
import { within } from '../within';
import { Host } from './host-list';

/** Below what the pool waits for a connection, two seconds. */
const FOUND_WITHIN_MS = 1_500;
const WATCHED_EVERY_MS = 2_000;

/**
 * Finds the one of several servers that takes writes, and looks every two seconds, as long as there are connections to it,
 * whether it still does. When it does not, or is silent while another one does, the connections to it are broken: what
 * was sent over them fails at once, and the next ones are made to the new one.
 */
export class PrimaryFinder {
  private readonly clients = new Map<SurvivingClient, Host>();
  private known: Host | null = null;
  private finding: Promise<Host> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private watcher: SurvivingClient | null = null;

  constructor(private readonly hosts: readonly Host[]) {}

  /** The server that takes writes. Throws NoPrimary where none does, and what PostgreSQL says where it lets nobody in. */
  find(config: ClientConfig): Promise<Host> {
    if (this.known !== null) return Promise.resolve(this.known);
    this.finding ??= this.search(config).finally(() => (this.finding = null));
    return this.finding;
  }

  /** Somebody has seen that it does not take writes, or takes no connections. */
  forget(host: Host): void {
    if (this.known === host) this.known = null;
  }

  /** Watches over a connection until it ends. */
  hold(client: SurvivingClient, host: Host, config: ClientConfig): void {
    this.clients.set(client, host);
    client.once('end', () => this.leave(client));
    this.timer ??= setInterval(() => void this.watch(config), WATCHED_EVERY_MS).unref();
  }

  private leave(client: SurvivingClient): void {
    this.clients.delete(client);
    if (this.clients.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.watcher?.breakOff();
    this.watcher = null;
  }

  private async search(config: ClientConfig): Promise<Host> {
    const faults: unknown[] = [];
    const asked = this.hosts.map(async (host) => {
      const client = new SurvivingClient(config).aimedAt(host);
      try {
        await client.connect();
        if (await client.isReadOnly()) throw new NoPrimary();
        return host;
      } catch (error) {
        faults.push(error);
        throw error;
      } finally {
        client.breakOff();
      }
    });
    const found = await within(
      FOUND_WITHIN_MS,
      Promise.any(asked).catch(() => null),
    );
    if (found === null) throw (faults.find(isWordOfServer) as Error | undefined) ?? new NoPrimary();
    this.known = found;
    this.breakOff((host) => host !== found);
    return found;
  }

  private async watch(config: ClientConfig): Promise<void> {
    const watched = this.known;
    const answer = watched === null ? 'silent' : await this.ask(watched, config);
    if (answer === 'writable' || this.timer === undefined) return;
    this.known = null;
    if (answer === 'read only') this.breakOff((host) => host === watched);
    await this.find(config).catch(() => undefined);
  }

  private async ask(host: Host, config: ClientConfig): Promise<'writable' | 'read only' | 'silent'> {
    const isReadOnly = async () => {
      if (this.watcher === null) {
        this.watcher = new SurvivingClient(config).aimedAt(host);
        await this.watcher.connect();
      }
      return this.watcher.isReadOnly();
    };
    const answer = await within(
      FOUND_WITHIN_MS,
      isReadOnly().catch(() => null),
    );
    if (answer === false) return 'writable';
    this.watcher?.breakOff();
    this.watcher = null;
    return answer === null ? 'silent' : 'read only';
  }

  private breakOff(isMeant: (host: Host) => boolean): void {
    for (const [client, host] of this.clients) if (isMeant(host)) client.breakOff();
  }
}

/** The password is wrong, there is no such database: not that the server stops or starts. */
function isWordOfServer(fault: unknown): boolean {
  const { severity, code = '' } = fault as { severity?: string; code?: string };
  return severity !== undefined && !/^(57P|53|25)/.test(code);
}
