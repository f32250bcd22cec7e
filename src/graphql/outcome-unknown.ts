import { ApolloServerPlugin } from '@apollo/server';
import { GraphQLFormattedError } from 'graphql';
import { RequestContext } from '../catalog/request-context';

export const UNKNOWN_CODE = 'OUTCOME_UNKNOWN';
/** Without Retry-After: only a client that has sent an idempotency key may send it again by itself. */
export const UNKNOWN_STATUS = 504;
export const UNKNOWN_MESSAGE =
  'The connection to the database was lost while this was being committed, so it is not known whether it was written. Send it again with the same idempotencyKey, which writes it once at most; without a key, look whether it is there before you send it again.';

/** Whether nobody knows what came of the request; one that wrote something besides returns what it wrote. */
export function isUnknownResponse(
  errors: readonly GraphQLFormattedError[] | undefined,
  { written }: Pick<RequestContext, 'written'>,
): boolean {
  return (
    written.size === 0 && (errors?.some(({ extensions }) => extensions?.['code'] === UNKNOWN_CODE) ?? false)
  );
}

/** Gives such a response its status, whatever else of it failed. */
export const unknownResponses: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body, http }, contextValue }) => {
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        if (isUnknownResponse(errors, contextValue)) {
          http.status = UNKNOWN_STATUS;
          http.headers.delete('retry-after');
        }
        return Promise.resolve();
      },
    }),
};
