import { ApolloServerPlugin } from '@apollo/server';
import { RequestContext } from '../shared/request-context';

/** Says in a header that a mutation was answered from its idempotency key, and did nothing again. */
export const markReplays: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ contextValue, response }) => {
        if (contextValue.isReplayed) response.http.headers.set('idempotency-replayed', 'true');
        return Promise.resolve();
      },
    }),
};
