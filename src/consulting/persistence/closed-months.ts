import { Sql, statement } from '../../platform/sql';
import { ClosedMonthEntity } from './closed-month.entity';

const CLOSE = statement(
  'close-month',
  `INSERT INTO closed_months (month, time_zone, starts_at, ends_at, closed_at, last_position)
   SELECT $1, $2, $3, $4, $5, coalesce(max(position), 0) FROM consulting_events
   ON CONFLICT (month) DO NOTHING`,
);

/** Closes a month of the ledger at its last place; one that is closed stays as it is. The feed is locked. */
export async function insertClosedMonth(
  sql: Sql,
  month: Pick<ClosedMonthEntity, 'month' | 'timeZone' | 'startsAt' | 'endsAt'>,
  now: Date,
): Promise<void> {
  await sql.rows(CLOSE, [month.month, month.timeZone, month.startsAt, month.endsAt, now]);
}
