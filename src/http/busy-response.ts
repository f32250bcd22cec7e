import { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { GraphQLError, GraphQLFormattedError } from 'graphql';

/** What PostgreSQL or the pool says when it ran into a timeout, such as a lock timeout. Nothing was written then. */
const BUSY_CODES = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  '53300', // too many connections
  '55P03', // lock timeout
  '57014', // statement timeout
  'AM001', // this program is older than the schema; another process is not
]);
const POOL_IS_EXHAUSTED = 'timeout exceeded when trying to connect';

/** Whether the same request may well succeed a moment later. */
export function isBusy(error: unknown): boolean {
  const { code, message, driverError } = error as { code?: string; message?: string; driverError?: unknown };
  if (driverError !== undefined) return isBusy(driverError);
  return BUSY_CODES.has(code ?? '') || message === POOL_IS_EXHAUSTED;
}

export const BUSY_MESSAGE =
  'The database could not do it in time, and nothing of it was written; send it again in a second.';
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
