import { lookup as lookUp, LookupAddress } from 'node:dns';
import { ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { LookupFunction } from 'node:net';
import { isPrivateAddress, isPrivateHost } from '../../platform/private-addresses';
import { Attempt } from '../domain/webhook-retry';

/** How long the whole exchange may take, until the response begins. */
const TIMEOUT_MS = 15_000;
/** How long the rest of a response, which nobody reads, may keep a connection. */
const REST_MS = 1_000;

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Cuts the exchange off. */
  readonly signal: AbortSignal;
}

/** Sends a webhook and returns what came of it; never rejects. */
export type PostWebhook = (post: Post) => Promise<Attempt>;

/** Resolves a name to every address that it has. */
export type Resolve = (
  hostname: string,
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

const byDns: Resolve = (hostname, callback) =>
  lookUp(hostname, { all: true }, (error, addresses) => callback(error, addresses));

class PrivateAddress extends Error {
  readonly code = 'EPRIVATE';
}

/**
 * What posts webhooks. Unless `allowsPrivate`, a connection is made to no address inside the own network: the addresses that are
 * looked at are those that are connected to, so that a name that changes between the two changes nothing. Redirects are
 * not followed, and no response is read beyond its head.
 */
export function webhookPoster(
  allowsPrivate: boolean,
  resolve: Resolve = byDns,
  timeoutMs = TIMEOUT_MS,
): PostWebhook {
  const lookup = lookupOf(allowsPrivate, resolve);
  return async (post) => {
    const url = new URL(post.url);
    if (!allowsPrivate && isPrivateHost(url.hostname)) return failureOf(new PrivateAddress());
    try {
      return await exchange(url, post, lookup, timeoutMs);
    } catch (error) {
      return failureOf(error as NodeJS.ErrnoException);
    }
  };
}

/** Lets through what may be connected to; node connects to nothing else of a name. */
function lookupOf(allowsPrivate: boolean, resolve: Resolve): LookupFunction {
  return (hostname, { all, family }, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const wanted = addresses.filter((each) => !family || each.family === Number(family));
      const open = openAddresses(wanted, allowsPrivate);
      const [first] = open;
      if (first === undefined) return callback(new PrivateAddress(), '', 0);
      if (all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}

/** Those of addresses that may be connected to. */
export function openAddresses(addresses: readonly LookupAddress[], allowsPrivate: boolean): LookupAddress[] {
  return addresses.filter(({ address }) => allowsPrivate || !isPrivateAddress(address));
}

function exchange(
  url: URL,
  { headers, body, signal }: Post,
  lookup: LookupFunction,
  timeoutMs: number,
): Promise<Attempt> {
  return new Promise((settle, reject) => {
    const begin = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request: ClientRequest = begin(url, {
      method: 'POST',
      agent: false,
      lookup,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Ambit-Webhooks',
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const { statusCode: status, headers: given } = response;
      settle(attemptOf(status!, given['retry-after'] ?? null));
      const cut = setTimeout(() => request.destroy(), REST_MS).unref();
      response.on('error', () => undefined).on('close', () => clearTimeout(cut));
      response.resume();
    });
    request.end(body);
  });
}

function attemptOf(status: number, retryAfter: string | null): Attempt {
  if (200 <= status && status < 300) return { status, error: null, retryAfter };
  const isRedirect = 300 <= status && status < 400;
  const error = isRedirect
    ? `The response was ${status}: redirects are not followed.`
    : `The response was ${status}.`;
  return { status, error, retryAfter };
}

/** Says what went wrong without an address, which may be one of the own network. */
function failureOf(error: NodeJS.ErrnoException): Attempt {
  return { status: null, error: textOf(error), retryAfter: null };
}

function textOf({ name, code, cause }: NodeJS.ErrnoException): string {
  if (code === 'EPRIVATE')
    return 'The address lies inside the own network, which WEBHOOK_ALLOW_PRIVATE does not allow.';
  const isLate = name === 'TimeoutError' || (cause as Error | undefined)?.name === 'TimeoutError';
  if (isLate) return 'There was no response in time.';
  return `There was no response: ${code ?? name}.`;
}
