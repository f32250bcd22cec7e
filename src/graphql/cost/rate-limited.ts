import { GraphQLError } from 'graphql';
import { Charged } from './charge';

/** The refusal of a request for which its caller has too few cost points left, with its HTTP status and header fields. */
export function rateLimited(charged: Charged, points: number): GraphQLError {
  const seconds = Math.max(1, Math.ceil(charged.retryAfterSeconds));
  const message = `This request costs ${points} points and ${charged.remaining} of ${charged.limit} are left; ${charged.restoreRate} come back a second. Send it again in ${seconds} s, or ask for smaller pages.`;
  const http = { status: 429, headers: new Map(Object.entries(headersOf(charged, seconds))) };
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', http } });
}

/** `q` is the size of the bucket, `w` the seconds in which it fills; `r` is what is left, `t` the seconds until there is enough. */
function headersOf(
  { limit, remaining, restoreRate }: Charged,
  seconds: number,
): Readonly<Record<string, string>> {
  const window = Math.max(1, Math.ceil(limit / Math.max(1, restoreRate)));
  return {
    'retry-after': String(seconds),
    'ratelimit-policy': `"cost";q=${Math.floor(limit)};w=${window}`,
    ratelimit: `"cost";r=${Math.floor(remaining)};t=${seconds}`,
  };
}
