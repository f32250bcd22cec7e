import { GraphQLError } from 'graphql';
import { Charged } from './charge';

/** The refusal of a request for which its caller has too few cost points left, with its HTTP status and header fields. */
export function rateLimited(charged: Charged, points: number): GraphQLError {
  const seconds = secondsToWait(charged);
  const message = `This request costs ${points} points and ${charged.remaining} of ${charged.limit} are left; ${charged.restoreRate} come back a second. Send it again in ${seconds} s, or ask for smaller pages.`;
  const http = { status: 429, headers: new Map(Object.entries(rateLimitHeaders(charged))) };
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', http } });
}

/**
 * Header fields of 429: `q` is the size of the bucket, `w` the seconds in which it fills; `r` is what is left, `t` the seconds
 * until there is enough.
 */
export function rateLimitHeaders(charged: Charged): Readonly<Record<string, string>> {
  const { limit, remaining, restoreRate } = charged;
  const seconds = secondsToWait(charged);
  const window = Math.max(1, Math.ceil(limit / Math.max(1, restoreRate)));
  return {
    'retry-after': String(seconds),
    'ratelimit-policy': `"cost";q=${Math.floor(limit)};w=${window}`,
    ratelimit: `"cost";r=${Math.floor(remaining)};t=${seconds}`,
  };
}

/** Whole seconds, at least 1, after which the same request is allowed. */
export function secondsToWait({ retryAfterSeconds }: Charged): number {
  return Math.max(1, Math.ceil(retryAfterSeconds));
}
