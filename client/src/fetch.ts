import { keyed } from './idempotency-key';

export interface AmbitFetchOptions {
  /** What sends; `fetch` of the platform where left out. */
  readonly fetch?: typeof fetch;
  /** How often a request is sent at most; 4 where left out. */
  readonly attempts?: number;
  /** The longest wait between two, in milliseconds; 30,000 where left out. */
  readonly longestWaitMs?: number;
}

const FIRST_WAIT_MS = 200;

/**
 * A `fetch` for any GraphQL client. Each mutation whose input is the variable `input` gets an idempotency key once, and is sent with
 * that same key again until its outcome is known. What the server did not begin (429, 503) is sent again after `Retry-After`; so are
 * queries, and mutations with a key, whose connection broke or whose outcome is unknown. Nothing else is. Waits are longer
 * by up to a half, by chance, so that clients do not come back at once. The last response or error is the caller's.
 */
export function ambitFetch(options: AmbitFetchOptions = {}): typeof fetch {
  const { fetch: send = fetch, attempts = 4, longestWaitMs = 30_000 } = options;
  return async (target, init = {}) => {
    const { body, isSafe } = keyed(init.body);
    const request = { ...init, body };
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= attempts;
      const backoff = FIRST_WAIT_MS * 2 ** (attempt - 1);
      try {
        const response = await send(target, request);
        if (isLast || !(await isToBeSentAgain(response, isSafe))) return response;
        await sleep(Math.min(waitOf(response) ?? backoff, longestWaitMs), init.signal);
      } catch (error) {
        if (isLast || !isSafe || init.signal?.aborted === true) throw error;
        await sleep(Math.min(backoff, longestWaitMs), init.signal);
      }
    }
  };
}

async function isToBeSentAgain(response: Response, isSafe: boolean): Promise<boolean> {
  if (response.status === 429 || response.status === 503) return true;
  if (!isSafe || !(response.headers.get('content-type') ?? '').includes('json')) return false;
  if (response.status !== 504 && response.status !== 200) return false;
  const text = await response.clone().text();
  return text.includes('"OUTCOME_UNKNOWN"') && codesOf(text).includes('OUTCOME_UNKNOWN');
}

function codesOf(text: string): readonly unknown[] {
  const { errors = [] } = JSON.parse(text) as { errors?: readonly { extensions?: { code?: unknown } }[] };
  return errors.map(({ extensions }) => extensions?.code);
}

/** What `Retry-After` says, in milliseconds; null where it says nothing. */
function waitOf({ headers }: Response): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}

/** Waits, a little longer by chance; rejects with the reason of the signal when that is aborted. */
function sleep(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason as Error);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      },
      ms * (1 + Math.random() / 2),
    );
    signal?.addEventListener('abort', stop, { once: true });
  });
}
