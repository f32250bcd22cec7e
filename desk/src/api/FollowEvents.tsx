import { useEffect } from 'react';
import { useSubscription } from 'urql';
import { graphql } from '../gql';
import { tell } from './live';

const EVENTS = graphql(`
  subscription Events {
    events {
      id
      contract {
        id
      }
    }
  }
`);

const EVERY_MS = 10_000;

/** Follows what happens, for as long as somebody is logged in. Without the stream the pages look every ten seconds. */
export function FollowEvents() {
  const [{ error, fetching, data }] = useSubscription({ query: EVENTS });
  const event = data?.events;
  useEffect(() => {
    if (event !== undefined) tell(event.contract?.id ?? null);
  }, [event]);
  const isAway = error !== undefined || !fetching;
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(() => tell(null), EVERY_MS);
    return () => clearInterval(timer);
  }, [isAway]);
  return null;
}
