import { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { GraphQLError, GraphQLFormattedError } from 'graphql';

export const BUSY_MESSAGE =
  'The database is not there or could not do it in time, and nothing of it was written; send it again in a second.';
export const BUSY_STATUS = 503;
export const BUSY_HEADERS = { 'retry-after': '1' } as const;

/** SERVICE_UNAVAILABLE with its HTTP status and `Retry-After`, where no plugin is asked that would set them. */
export function busyError(message: string): GraphQLError {
  const http = { status: BUSY_STATUS, headers: new Map(Object.entries(BUSY_HEADERS)) };
  return new GraphQLError(message, { extensions: { code: 'SERVICE_UNAVAILABLE', http } });
}

/** Whether one of the errors is SERVICE_UNAVAILABLE; false for none. */
export function isBusyResponse(errors: readonly GraphQLFormattedError[] | undefined): boolean {
  return errors?.some((error) => error.extensions?.['code'] === 'SERVICE_UNAVAILABLE') ?? false;
}

/** Where another mutation of the same request was carried out, no client may send all of it again by itself. */
function hasWritten(context: BaseContext): boolean {
  return ((context as { written?: ReadonlySet<string> }).written?.size ?? 0) > 0;
}

/** Gives such a response the status and the header by which clients and proxies know it. */
export const busyResponses: ApolloServerPlugin<BaseContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body, http }, contextValue }) => {
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        if (isBusyResponse(errors) && !hasWritten(contextValue)) {
          http.status = BUSY_STATUS;
          for (const [name, value] of Object.entries(BUSY_HEADERS)) http.headers.set(name, value);
        }
        return Promise.resolve();
      },
    }),
};
