import { ApolloServerPlugin } from '@apollo/server';
import { GraphQLFormattedError } from 'graphql';
import { RequestContext } from '../catalog/request-context';

export const DEADLINE_CODE = 'DEADLINE_EXCEEDED';
export const DEADLINE_STATUS = 504;
export const DEADLINE_MESSAGE =
  'This took longer than the server lets a request work, and was stopped; nothing of it was written. Ask for less at a time.';

/** Whether the request was stopped with nothing written; one that wrote something returns what it wrote. */
export function isLateResponse(
  errors: readonly GraphQLFormattedError[] | undefined,
  { written }: Pick<RequestContext, 'written'>,
): boolean {
  return (
    written.size === 0 && (errors?.some(({ extensions }) => extensions?.['code'] === DEADLINE_CODE) ?? false)
  );
}

/** Gives such a response its status. */
export const lateResponses: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body, http }, contextValue }) => {
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        if (isLateResponse(errors, contextValue)) http.status = DEADLINE_STATUS;
        return Promise.resolve();
      },
    }),
};
