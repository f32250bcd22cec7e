export const UNKNOWN_CODE = 'OUTCOME_UNKNOWN';
/** Without Retry-After: only a client that has sent an idempotency key may send it again by itself. */
export const UNKNOWN_STATUS = 504;
export const UNKNOWN_MESSAGE =
  'The connection to the database was lost while this was being committed, so it is not known whether it was written. Send it again with the same idempotencyKey, which writes it once at most; without a key, look whether it is there before you send it again.';
