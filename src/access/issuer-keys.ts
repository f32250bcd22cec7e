import { createRemoteJWKSet, customFetch, errors, FetchImplementation, JWTVerifyGetKey } from 'jose';
import { discoveryUrlOf, isSafeUrl } from './domain/issuer-url';
import { IssuerUnavailableError } from './invalid-token';

/** In which description and keys of an issuer must have come, together. */
const TIMEOUT_MS = 3_000;
/** For how long an issuer that failed is not asked again. */
const RETRY_AFTER_MS = 2_000;
/** After how long keys are asked for anew, without a request that waits for it. */
const REFRESHED_AFTER_MS = 300_000;
/** For how long keys are believed while the issuer is away. */
const BELIEVED_MS = 3_600_000;
/** How often, at most, an unknown key id lets the issuer be asked: it may have new keys, or somebody guesses. */
const COOLDOWN_MS = 10_000;

/** Told once for each time that an issuer could not be asked, with what is wrong with it. */
export type OnIssuerFailure = (issuer: string, reason: string) => void;

/**
 * The keys that an issuer publishes, found by its discovery document, which is read with them each time. One request is in
 * flight at a time, whatever number of tokens wait for it.
 */
export class IssuerKeys {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  private askedAt = -Infinity;
  private failedAt = -Infinity;

  constructor(
    private readonly issuer: string,
    private readonly onFailure: OnIssuerFailure,
  ) {
    this.keys = createRemoteJWKSet(discoveryUrlOf(issuer), {
      [customFetch]: (url, options) => this.fetchKeys(url, options),
      timeoutDuration: TIMEOUT_MS,
      cooldownDuration: COOLDOWN_MS,
      cacheMaxAge: BELIEVED_MS,
    });
  }

  /** The public key by which a token says that it is signed. Throws IssuerUnavailableError, and errors of jose. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (this.keys.fresh && performance.now() - this.askedAt > REFRESHED_AFTER_MS)
      this.keys.reload().catch(() => undefined);
    try {
      return await this.keys(header, token);
    } catch (error) {
      if (isFaultOfToken(error)) throw error;
      throw error instanceof IssuerUnavailableError ? error : this.unavailable(error);
    }
  };

  private readonly fetchKeys: FetchImplementation = async (url, options) => {
    if (this.failedLately()) throw new IssuerUnavailableError();
    this.askedAt = performance.now();
    try {
      const response = await fetch(await this.keysUrl(url, options), options);
      if (response.status !== 200) throw new Error(`its keys came with status ${response.status}`);
      return response;
    } catch (error) {
      throw this.unavailable(error);
    }
  };

  private async keysUrl(url: string, options: RequestInit): Promise<string> {
    const response = await fetch(url, options);
    if (response.status !== 200) throw new Error(`its description came with status ${response.status}`);
    const { issuer, jwks_uri: keysUrl } = (await response.json()) as Record<string, unknown>;
    if (issuer !== this.issuer) throw new Error('its description is that of another issuer');
    if (typeof keysUrl !== 'string' || !isSafeUrl(keysUrl))
      throw new Error('its description names no https address of keys');
    return keysUrl;
  }

  private failedLately(): boolean {
    return performance.now() - this.failedAt < RETRY_AFTER_MS;
  }

  private unavailable(cause: unknown): IssuerUnavailableError {
    const { message, cause: beneath } = cause as Error;
    const reason = beneath instanceof Error ? `${message}: ${beneath.message}` : message;
    const isTold = this.failedLately();
    this.failedAt = performance.now();
    if (!isTold) this.onFailure(this.issuer, reason);
    return new IssuerUnavailableError();
  }
}

function isFaultOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
