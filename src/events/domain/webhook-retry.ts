const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long after each failed attempt the next one comes, by the schedule of the Standard Webhooks specification. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** A delay is at most this part longer, so that what failed together is not tried together again. */
const MOST_JITTER = 0.2;

/** Nobody is left alone for longer by one response. */
const LONGEST_PAUSE_MS = 24 * HOUR_MS;

/** For how long deliveries may fail, without one success, before the endpoint is disabled. */
export const PATIENCE_MS = 5 * 24 * HOUR_MS;

/** What came of an attempt. */
export interface Attempt {
  /** Of the response; null where there was none. */
  readonly status: number | null;
  /** What failed; null: delivered. */
  readonly error: string | null;
  /** The header Retry-After; null where there was none. */
  readonly retryAfter: string | null;
}

export interface Retry {
  /** When the event is sent again; null: it is given up. */
  readonly at: Date | null;
  /** Until when nothing at all is sent to the endpoint; null: it did not ask for that. */
  readonly pausedUntil: Date | null;
}

/**
 * When what failed is sent again. `failures` counts this one too; `random` is from 0 to 1. A 429 or 503 with Retry-After is obeyed,
 * for a day at most, by everything that the endpoint is to get. Domain section 12.
 */
export function retryAfterFailure(attempt: Attempt, failures: number, now: Date, random: number): Retry {
  const pausedUntil = pauseAskedBy(attempt, now);
  const delay = RETRY_DELAYS_MS[failures - 1];
  if (delay === undefined) return { at: null, pausedUntil };
  const scheduled = now.getTime() + delay * (1 + MOST_JITTER * random);
  return { at: new Date(Math.max(scheduled, pausedUntil?.getTime() ?? 0)), pausedUntil };
}

function pauseAskedBy({ status, retryAfter }: Attempt, now: Date): Date | null {
  if ((status !== 429 && status !== 503) || retryAfter === null) return null;
  const asked = /^\d{1,10}$/.test(retryAfter.trim())
    ? now.getTime() + Number(retryAfter) * SECOND_MS
    : Date.parse(retryAfter);
  if (Number.isNaN(asked) || asked <= now.getTime()) return null;
  return new Date(Math.min(asked, now.getTime() + LONGEST_PAUSE_MS));
}

/**
 * Why an endpoint gets nothing more after a failure: it said that it is gone for good, or every attempt of five days has failed.
 * Null: it goes on.
 */
export function disabledBy(
  { status }: Pick<Attempt, 'status'>,
  failingSince: Date,
  now: Date,
): 'GONE' | 'FAILING' | null {
  if (status === 410) return 'GONE';
  return now.getTime() - failingSince.getTime() >= PATIENCE_MS ? 'FAILING' : null;
}
