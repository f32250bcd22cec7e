import { DateTime } from 'luxon';
import { Database } from '../transactions/database';
import { inBatches } from '../in-batches';
import { statement } from '../sql';

/** Small steps, so that no sweep holds rows or the log for long. */
const STEP = 1_000;

const SWEEP = statement(
  'sweep-decision-records',
  `DELETE FROM decision_records WHERE id = ANY (ARRAY(
     SELECT id FROM decision_records WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED
   )) RETURNING 1`,
);

/** Forgets the decisions that are older than a number of months, by the calendar in UTC; returns how many. */
export function sweepDecisionRecords(
  { sql }: Database,
  months: number,
  now: Date,
  step: number = STEP,
): Promise<number> {
  const before = DateTime.fromJSDate(now, { zone: 'utc' }).minus({ months }).toJSDate();
  return inBatches(step, async (size) => (await sql.rows(SWEEP, [before, size])).length);
}
