import { Database } from './database';
import { IDEMPOTENCY_KEPT_MS } from './idempotency';
import { inBatches } from '../in-batches';
import { statement } from '../sql';

/** Small steps, so that no sweep holds rows or the log for long. */
const STEP = 1_000;

const SWEEP = statement(
  'sweep-idempotency-keys',
  `DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(
     SELECT ctid FROM idempotency_keys WHERE created_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED
   )) RETURNING 1`,
);

/** Deletes the keys that no longer protect a retry; returns how many. */
export function sweepIdempotencyKeys({ sql }: Database, now: Date, step: number = STEP): Promise<number> {
  const expired = new Date(now.getTime() - IDEMPOTENCY_KEPT_MS);
  return inBatches(step, async (size) => (await sql.rows(SWEEP, [expired, size])).length);
}
