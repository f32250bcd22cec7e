import { GraphQLError } from 'graphql';

export const BUSY_CODE = 'SERVICE_UNAVAILABLE';
export const BUSY_MESSAGE =
  'The database is not there or could not do it in time, and nothing of it was written; send it again in a second.';
export const BUSY_STATUS = 503;
export const BUSY_HEADERS = { 'retry-after': '1' } as const;

/** SERVICE_UNAVAILABLE with its HTTP status and `Retry-After`, where no plugin is asked that would set them. */
export function busyError(message: string): GraphQLError {
  const http = { status: BUSY_STATUS, headers: new Map(Object.entries(BUSY_HEADERS)) };
  return new GraphQLError(message, { extensions: { code: BUSY_CODE, http } });
}
