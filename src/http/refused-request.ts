/** What the server refuses before GraphQL sees it, and under what name it is counted. */
export type RefusalKind =
  | 'queue-full'
  | 'waited-too-long'
  | 'uploads'
  | 'exports'
  | 'subscriptions'
  | 'wrong-keys'
  | 'cost'
  | 'cost-refused-again'
  | 'unknown-keys-waiting'
  | 'issuer-away'
  | 'stopping';

/** A request that gets an error without being worked on. */
export class RefusedRequest extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly kind: RefusalKind | null = null,
  ) {
    super(message);
  }
}

/** 503: this process can do no more at the moment. */
export function overloaded(kind: RefusalKind): RefusedRequest {
  const message = 'The server is carrying all it can; send the request again in a second.';
  return new RefusedRequest(503, 'SERVICE_UNAVAILABLE', message, { 'retry-after': '1' }, kind);
}

/** 503: this process takes nothing new. */
export function stopping(): RefusedRequest {
  const message = 'This server process is stopping; send the request again in a second.';
  return new RefusedRequest(503, 'SERVICE_UNAVAILABLE', message, { 'retry-after': '1' }, 'stopping');
}

/** 429: this caller has done more than its share. */
export function tooManyRequests(
  kind: RefusalKind,
  message: string,
  retryAfterSeconds: number,
  more: Readonly<Record<string, string>> = {},
): RefusedRequest {
  const headers = { 'retry-after': String(retryAfterSeconds), ...more };
  return new RefusedRequest(429, 'RATE_LIMITED', message, headers, kind);
}

/** 503: whether a token is good cannot be told now. */
export function issuerAway(): RefusedRequest {
  const message =
    'The identity provider cannot be asked for its keys, so no token can be checked; send the request again in a few seconds.';
  return new RefusedRequest(503, 'SERVICE_UNAVAILABLE', message, { 'retry-after': '3' }, 'issuer-away');
}

/** 401: the API key is missing, malformed, unknown or revoked. */
export function unauthenticated(): RefusedRequest {
  const message = 'Send a valid API key in the header "Authorization: Bearer <api key>".';
  return new RefusedRequest(401, 'UNAUTHENTICATED', message, { 'www-authenticate': 'Bearer' });
}

/** 401: the access token is not believed, for this reason. Clients of OAuth know by the header that they need a new one. */
export function invalidToken(reason: string): RefusedRequest {
  const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
  return new RefusedRequest(401, 'UNAUTHENTICATED', reason, headers);
}
