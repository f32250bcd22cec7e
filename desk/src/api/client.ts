import { urqlCacheOptions } from '@ambit/client/urql';
import { cacheExchange } from '@urql/exchange-graphcache';
import {
  Client,
  CombinedError,
  fetchExchange,
  mapExchange,
  subscriptionExchange,
  SubscriptionForwarder,
} from '@urql/core';
import { createClient } from 'graphql-sse';
import { currentToken, logOut } from '../session/session';

/** How often a broken stream is begun again, ever more slowly, before it is given up. */
const RETRIES = 12;

/** A client of the API for one session; another session gets another one, and with it an empty cache. */
export function makeClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${currentToken() ?? ''}` } }),
    exchanges: [
      mapExchange({ onError: logOutIfRefused }),
      cacheExchange(urqlCacheOptions()),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: overServerSentEvents() }),
    ],
  });
}

/** Subscriptions come over a stream of their own each, begun again when it breaks. */
function overServerSentEvents(): SubscriptionForwarder {
  const streams = createClient({
    url: '/graphql/stream',
    headers: () => ({ authorization: `Bearer ${currentToken() ?? ''}` }),
    retryAttempts: RETRIES,
  });
  return ({ query = '', variables }) => ({
    subscribe: (sink) => ({
      unsubscribe: streams.subscribe({ query, variables: variables as Record<string, unknown> }, sink),
    }),
  });
}

function logOutIfRefused({ response }: CombinedError): void {
  if ((response as Response | undefined)?.status === 401) logOut();
}
