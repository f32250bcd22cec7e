import { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { GraphQLFormattedError } from 'graphql';
import { requestOf } from './cost/cost-meter';

/** The code of the first error; null where there is none. */
export function codeOf(errors: readonly GraphQLFormattedError[] | undefined): string | null {
  const code = errors?.[0]?.extensions?.['code'];
  return typeof code === 'string' ? code : null;
}

/** Notes the code of a response of Apollo with its request, for the log and the metrics. */
export const noteCode: ApolloServerPlugin<BaseContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body }, contextValue }) => {
        const request = requestOf(contextValue);
        if (request !== undefined && body.kind === 'single')
          request.errorCode = codeOf(body.singleResult.errors);
        return Promise.resolve();
      },
    }),
};
