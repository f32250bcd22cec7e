import { ApolloServerPlugin } from '@apollo/server';
import { RequestContext } from '../catalog/request-context';

/** How a client learns that its mutation was answered from its idempotency key. */
export const REPLAYED_HEADER = 'idempotency-replayed';

/** Says in a header that a mutation was answered from its idempotency key, and did nothing again. */
export const markReplays: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ contextValue, response }) => {
        if (contextValue.isReplayed) response.http.headers.set(REPLAYED_HEADER, 'true');
        return Promise.resolve();
      },
    }),
};
