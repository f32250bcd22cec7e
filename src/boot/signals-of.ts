import { Signals } from '../events/use-cases/live-events';
import { EVENTS_CHANNEL, listenOn } from '../platform/listen-session';
import { Database } from '../platform/transactions/database';

/** What writers say on the channel of events, heard over a session of its own at the address of the program's database. */
export function signalsOf({ dataSource }: Database): Signals {
  const { url } = dataSource.options as { readonly url?: string };
  return { listen: (onSignal) => listenOn(url!, EVENTS_CHANNEL, onSignal) };
}
