import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionOptions } from './pool-of';
import { SurvivingClient } from './surviving-client';

/** The channel on which writers say, with their commit, that there are new events. */
export const EVENTS_CHANNEL = 'ambit_events';

const RETRIED_AFTER_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;

/**
 * Listens on a channel over a connection of its own, which is made again whenever it is lost. Signals are lost meanwhile, so
 * `onSignal` is called after each connection too; who listens looks for itself as well. Returns how to stop it.
 */
export function listenOn(
  { Client = SurvivingClient, ...config }: ConnectionOptions,
  channel: string,
  onSignal: () => void,
): () => Promise<void> {
  let isStopped = false;
  let current: SurvivingClient | null = null;
  const listen = async () => {
    const client = new Client({
      ...config,
      application_name: 'ambit',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    current = client;
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('notification', onSignal);
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    onSignal();
    await ended;
  };
  const listening = (async () => {
    while (!isStopped) {
      await listen().catch(() => current?.end().catch(() => undefined));
      if (!isStopped) await sleep(RETRIED_AFTER_MS, undefined, { ref: false });
    }
  })();
  return async () => {
    isStopped = true;
    await current?.end().catch(() => undefined);
    await Promise.race([listening, sleep(RETRIED_AFTER_MS, undefined, { ref: false })]);
  };
}
