import type { DataSource } from 'typeorm';
import { Signals } from '../events/use-cases/live-events';
import { EVENTS_CHANNEL, listenOn } from '../platform/listen-session';
import { connectionOptionsOf } from '../platform/pool-of';

/** What writers say on the channel of events, heard over one more connection like those of `sessions`, which are never behind a pooler. */
export function signalsOf(sessions: DataSource): Signals {
  return { listen: (onSignal) => listenOn(connectionOptionsOf(sessions), EVENTS_CHANNEL, onSignal) };
}
