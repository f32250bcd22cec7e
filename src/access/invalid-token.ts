/** A token that is not believed. The message says why and names the claim; it holds nothing of the token. */
export class InvalidTokenError extends Error {}

/** The identity provider cannot be asked for its keys, without which no token of its can be checked. */
export class IssuerUnavailableError extends Error {}
