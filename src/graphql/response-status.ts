import { ApolloServerPlugin } from '@apollo/server';
import { GraphQLFormattedError } from 'graphql';
import { RequestContext } from '../catalog/request-context';
import { BUSY_CODE, BUSY_HEADERS, BUSY_STATUS } from '../http/busy-response';
import { DEADLINE_CODE, DEADLINE_STATUS } from './deadline';
import { UNKNOWN_CODE, UNKNOWN_STATUS } from './outcome-unknown';

interface ResponseStatus {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where several stand in one response, the first one counts: what nobody knows is never said to be safe to send again. */
const STATUSES: readonly ResponseStatus[] = [
  { code: UNKNOWN_CODE, status: UNKNOWN_STATUS, headers: {} },
  { code: BUSY_CODE, status: BUSY_STATUS, headers: BUSY_HEADERS },
  { code: DEADLINE_CODE, status: DEADLINE_STATUS, headers: {} },
];

/**
 * The HTTP status and headers of a response some of whose errors say that the request was not carried out; null for all others,
 * and where a mutation of it was: no client may send all of it again by itself.
 */
export function statusOf(
  errors: readonly GraphQLFormattedError[] | undefined,
  { written }: Pick<RequestContext, 'written'>,
): ResponseStatus | null {
  if (errors === undefined || written.size > 0) return null;
  const codes = new Set(errors.map(({ extensions }) => extensions?.['code']));
  return STATUSES.find(({ code }) => codes.has(code)) ?? null;
}

/** Gives the responses of Apollo their status. */
export const responseStatus: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body, http }, contextValue }) => {
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        const found = statusOf(errors, contextValue);
        if (found === null) return Promise.resolve();
        http.status = found.status;
        http.headers.delete('retry-after');
        for (const [name, value] of Object.entries(found.headers)) http.headers.set(name, value);
        return Promise.resolve();
      },
    }),
};
