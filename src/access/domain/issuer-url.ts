const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether what is fetched from the URL is what its host sent: over https, or without it from this machine itself. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

/** Whether the text can be the identifier of an issuer: a safe URL without user, query and fragment. */
export function isIssuer(text: string): boolean {
  return isSafeUrl(text) && !/[?#@\s]/.test(text);
}

/** Where an issuer describes itself (OpenID Connect Discovery). */
export function discoveryUrlOf(issuer: string): URL {
  return new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
}
