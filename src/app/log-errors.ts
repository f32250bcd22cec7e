import { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { FastifyBaseLogger } from 'fastify';
import { isOurFault } from './format-error';

/** Writes faults of ours to the log, whole, under the id of their request. */
export function logErrors(log: FastifyBaseLogger): ApolloServerPlugin<BaseContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors: ({ errors, contextValue }) => {
          for (const error of errors) {
            const { requestId } = contextValue as { requestId?: string };
            if (isOurFault(error, error.extensions['code']))
              log.error({ reqId: requestId, err: error.originalError ?? error, path: error.path });
          }
          return Promise.resolve();
        },
      }),
  };
}
