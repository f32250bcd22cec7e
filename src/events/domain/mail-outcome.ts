/** What became of one try to send a mail. A code is the reply of the server or of the system, without personal content. */
export type MailOutcome =
  | { readonly kind: 'SENT' }
  /** The server did not take it, or could not be reached; it may take it later. */
  | { readonly kind: 'DEFERRED'; readonly code: string }
  /** The server refused it for good. */
  | { readonly kind: 'BOUNCED'; readonly code: string }
  /** It was handed over and nothing was said of it: it may have been sent. */
  | { readonly kind: 'UNKNOWN'; readonly code: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long after each try that was deferred the next one comes; two days in all. */
const DELAYS_MS = [1, 5, 15, 60, 180, 360, 720, 1_440].map((minutes) => minutes * MINUTE_MS);

/** How long a try may take at most: after it the process that tried is gone, and nobody knows what became of it. */
export const TRY_MS = HOUR_MS / 6;

/** How a mail that is not tried again has ended. */
export type EndedMail = 'SENT' | 'BOUNCED' | 'FAILED';

/** How a mail goes on: when it is tried again, or how it ends. */
export type MailNext =
  | { readonly status: 'PENDING'; readonly afterMs: number }
  | { readonly status: EndedMail; readonly afterMs: null };

/** After the try of this number, 1 for the first. `random` from 0 to 1 spreads the tries by up to a fifth. */
export function nextOf({ kind }: MailOutcome, attempt: number, random: number): MailNext {
  if (kind === 'SENT' || kind === 'BOUNCED') return { status: kind, afterMs: null };
  const delay = DELAYS_MS[attempt - 1];
  // What may have been sent is not sent again: each mail once, rather than none missed.
  if (kind === 'UNKNOWN' || delay === undefined) return { status: 'FAILED', afterMs: null };
  return { status: 'PENDING', afterMs: Math.round(delay * (1 + random / 5)) };
}
