import { ApolloServerPlugin, BaseContext } from '@apollo/server';

/** The whole of what a client takes that knows GraphQL from before it had a media type of its own. */
const JSON_ALONE = /^\s*application\/json\s*(;[^,]*)?$/i;

/**
 * To a client that takes `application/json` and nothing else, a fault of its document or variables comes with status 200,
 * as GraphQL over HTTP asks: 400 with that media type could be of any proxy between. All others get 400.
 */
export const requestErrorStatus: ApolloServerPlugin<BaseContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response: { http } }) => {
        if (http.status === 400 && JSON_ALONE.test(request.http?.headers.get('accept') ?? ''))
          http.status = 200;
        return Promise.resolve();
      },
    }),
};
