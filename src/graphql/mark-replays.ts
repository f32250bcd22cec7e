import { ApolloServerPlugin } from '@apollo/server';
import { RequestContext } from '../catalog/request-context';

/** How a client learns that its mutation returned what is stored under its idempotency key. */
export const REPLAYED_HEADER = 'idempotency-replayed';

/** Sets a header where a mutation returned what is stored under its idempotency key, and did nothing again. */
export const markReplays: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ contextValue, response }) => {
        if (contextValue.isReplayed) response.http.headers.set(REPLAYED_HEADER, 'true');
        return Promise.resolve();
      },
    }),
};
