import { Database } from '../../platform/transactions/database';
import { inBatches } from '../../platform/in-batches';
import { writeClosings } from '../persistence/write-step';

/** Small steps, so that no row stays locked for long. */
const STEP = 100;

/**
 * Writes down what has closed by itself until now, as of the instant at which it did; every read says so before.
 * Several processes may do it at once. Returns how many were written. Domain section 4.
 */
export function closeUnanswered({ sql }: Database, now: Date, step: number = STEP): Promise<number> {
  return inBatches(step, (size) => writeClosings(sql, now, size));
}
