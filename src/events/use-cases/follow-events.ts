import { RequestContext } from '../../catalog/request-context';
import { EventFilter, eventsAfter, RecordedEvent } from '../persistence/events';
import { Follower } from './follower';
import { LiveEvents } from './live-events';

const EVENTS_A_READ = 50;

/** How long nothing may be said to a follower: a connection on which nothing is heard is given up on by proxies. */
export const HEARTBEAT_MS = 15_000;

/** What a request that follows events for as long as its client is there has, beside its context. */
export interface Following {
  readonly live: LiveEvents;
  /** The cursor of the event that the client got last, where it comes again; it goes before the argument `after`. */
  readonly lastEventId: string | null;
  /** Ends it from outside. Called once, before the first event is read. */
  readonly started: (follower: Follower<RecordedEvent>) => void;
  /** What reads for it now: a request over the caller's own connections, with a deadline of its own. */
  readonly contextNow: () => RequestContext;
}

/** The context of such a request. */
export type FollowingContext = RequestContext & { readonly following: Following };

/**
 * The events that the caller sees after a position. First those that were missed, then each as it comes,
 * and null where nothing came for `HEARTBEAT_MS`. None is missed and none comes twice. Ends with its follower.
 */
export async function* followEvents(
  { live, started, contextNow }: Following,
  after: string,
  wanted: EventFilter,
): AsyncGenerator<RecordedEvent | null, void> {
  const follower = live.follow(contextNow().scope, wanted);
  started(follower);
  try {
    await live.begin();
    let position = after;
    while (follower.endedBecause === null) {
      const upTo = live.letIn(follower, position);
      if (upTo !== null) {
        const context = contextNow();
        const { sql } = context.database;
        const missed = await eventsAfter(sql, position, wanted, EVENTS_A_READ, context, upTo);
        for (const event of missed) {
          yield event;
          position = event.id;
        }
        if (missed.length < EVENTS_A_READ) position = upTo;
        continue;
      }
      for (;;) {
        const event = await follower.next(HEARTBEAT_MS);
        if (event === 'behind' || follower.endedBecause !== null) break;
        yield event;
        position = event?.id ?? position;
      }
    }
  } finally {
    live.leave(follower);
  }
}
