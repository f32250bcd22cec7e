const CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Of a page without scripts: the documentation. */
export const DOCUMENT_POLICY = `${CLOSED}; style-src 'self'; img-src 'self' data:`;

/** Of a picture of the documentation that is opened by itself: its colours stand within it. */
export const PICTURE_POLICY = `${CLOSED}; style-src 'unsafe-inline'`;

/** Of GraphiQL: its editor writes style sheets while it runs, and starts its workers from scripts of this server. */
export const GRAPHIQL_POLICY = `${CLOSED}; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:`;

/** Of the desk, which besides this server talks to the identity provider, where one is set. */
export function deskPolicy(issuerOrigin: string | null): string {
  const reached = issuerOrigin === null ? "'self'" : `'self' ${issuerOrigin}`;
  return `${CLOSED}; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src ${reached}`;
}

/** Files whose names hold a digest of what is in them never change. */
export const KEPT_FOR_EVER = 'public, max-age=31536000, immutable';
/** May be kept, and is asked for again each time. */
export const ASKED_AGAIN = 'no-cache';
