import { decodeJwt, errors, JWTPayload, jwtVerify } from 'jose';
import { InvalidTokenError } from './invalid-token';
import { IssuerKeys } from './issuer-keys';

/** Each with a public key, and with nothing to choose that would weaken it. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
/** By how much the clock of an issuer may differ, in seconds. */
const SKEW_SECONDS = 5;

/** Types of access tokens in their headers, in small letters; many issuers name none. */
const TYPES = ['at+jwt', 'application/at+jwt', 'jwt'];
/** Claims of tokens that an issuer signs with the same key and that grant nothing here: to log in, to log out, bound to a key. */
const OTHER_KINDS = ['at_hash', 'c_hash', 's_hash', 'events', 'cnf'];

export interface TokenRules {
  /** By the identifier of the issuer, character for character. */
  readonly issuers: ReadonlyMap<string, IssuerKeys>;
  readonly audience: string;
}

/** The claims of an access token, with `exp` in them. Throws InvalidTokenError and IssuerUnavailableError. */
export async function verifyToken(
  token: string,
  { issuers, audience }: TokenRules,
  now: Date,
): Promise<JWTPayload & { readonly exp: number }> {
  try {
    const { iss } = decodeJwt(token);
    if (iss === undefined) throw new InvalidTokenError('The token lacks the claim iss.');
    const keys = issuers.get(iss);
    if (keys === undefined)
      throw new InvalidTokenError('The claim iss of the token names no issuer that this server trusts.');
    const { payload, protectedHeader } = await jwtVerify(token, keys.find, {
      algorithms: ALGORITHMS,
      issuer: iss,
      audience,
      clockTolerance: SKEW_SECONDS,
      currentDate: now,
      requiredClaims: ['exp', 'sub'],
    });
    refuseOtherKinds(protectedHeader.typ, payload);
    return payload as JWTPayload & { readonly exp: number };
  } catch (error) {
    throw error instanceof errors.JOSEError ? new InvalidTokenError(reasonOf(error)) : error;
  }
}

/** An ID token, for one, says who logged in to a page; it is no permission to call an API. */
function refuseOtherKinds(type: unknown, payload: JWTPayload): void {
  const isAccess = type === undefined || (typeof type === 'string' && TYPES.includes(type.toLowerCase()));
  // Keycloak names the kind of each token in a claim.
  const isBearer = (payload['typ'] ?? 'Bearer') === 'Bearer';
  if (!isAccess || !isBearer || OTHER_KINDS.some((claim) => claim in payload))
    throw new InvalidTokenError('The token is no access token.');
}

/** Never the message of jose itself, which may repeat what the token says. */
function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired (claim exp).';
  if (error instanceof errors.JOSEAlgNotAllowed)
    return `The token must be signed with ${ALGORITHMS.join(', ')}, and no other algorithm.`;
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.reason === 'missing'
      ? `The token lacks the claim ${error.claim}.`
      : `The claim ${error.claim} of the token does not hold here.`;
  return 'The token is malformed, or its issuer did not sign it.';
}
