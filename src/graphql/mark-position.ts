import { ApolloServerPlugin } from '@apollo/server';
import { RequestContext } from '../catalog/request-context';

/** How a client learns where its write is in the log of PostgreSQL, and tells another process to show it. */
export const POSITION_HEADER = 'ambit-position';

/** Sets the header of a response to a write, where positions are kept. */
export const markPosition: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: async ({ contextValue: { writtenAt, noted }, response }) => {
        if (noted !== null) await noted;
        if (writtenAt !== null) response.http.headers.set(POSITION_HEADER, writtenAt);
      },
    }),
};
