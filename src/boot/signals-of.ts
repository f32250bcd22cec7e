import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { Signals } from '../events/use-cases/live-events';
import { EVENTS_CHANNEL, ListenConfig, listenOn } from '../platform/listen-session';

/** What writers say on the channel of events, heard over one more connection like those of `sessions`, which are never behind a pooler. */
export function signalsOf(sessions: DataSource): Signals {
  const { options } = (sessions.driver as unknown as { master: Pool & { options: ListenConfig } }).master;
  return { listen: (onSignal) => listenOn(options, EVENTS_CHANNEL, onSignal) };
}
