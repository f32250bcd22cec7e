import { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { FastifyBaseLogger } from 'fastify';
import { GraphQLError } from 'graphql';
import { isOurFault } from './format-error';

/** Logs internal errors under the id of their request, as far as a log may hold them. */
export function logFaults(
  log: FastifyBaseLogger,
  errors: readonly GraphQLError[],
  requestId: string | undefined,
): void {
  for (const error of errors) {
    if (isOurFault(error, error.extensions['code']))
      log.error({ reqId: requestId, err: error.originalError ?? error, path: error.path }, 'field failed');
  }
}

/** The same for responses of Apollo. */
export function logErrors(log: FastifyBaseLogger): ApolloServerPlugin<BaseContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors: ({ errors, contextValue }) => {
          logFaults(log, errors, (contextValue as { requestId?: string }).requestId);
          return Promise.resolve();
        },
      }),
  };
}
