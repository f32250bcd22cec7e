import { firstRow, Sql, statement } from '../../platform/sql';
import { BillingMonth } from '../domain/billing-month';
import { FileDigest, UsageCsvFormat } from '../domain/usage-csv';
import { UsageSelection } from '../domain/usage-selection';

/** A closed month, and what its export has to be; null while that was not computed. */
export interface ClosedExport extends BillingMonth {
  readonly closedAt: Date;
  readonly sha256: string | null;
  readonly rows: number | null;
  /** The version of the file's format that the hash is of. */
  readonly format: UsageCsvFormat | null;
}

const COLUMNS = `m.month, m.time_zone AS "timeZone", m.starts_at AS "startsAt", m.ends_at AS "endsAt",
  m.closed_at AS "closedAt", x.sha256, x.rows::float8 AS rows, x.format`;
const FROM = 'closed_months m LEFT JOIN closed_exports x ON x.month = m.month';

const ALL = statement('closed-exports', `SELECT ${COLUMNS} FROM ${FROM} ORDER BY m.starts_at`);
const OF_PERIOD = statement(
  'closed-export-of-period',
  `SELECT ${COLUMNS} FROM ${FROM} WHERE m.starts_at = $1 AND m.ends_at = $2`,
);
const KEEP = statement(
  'keep-closed-export',
  `INSERT INTO closed_exports (month, sha256, rows, recorded_at, format) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (month) DO NOTHING`,
);

/** Every closed month, the earliest first. */
export function closedExports(sql: Sql): Promise<ClosedExport[]> {
  return sql.rows<ClosedExport>(ALL);
}

/** What an export has to be whose selection is a closed month, of all customers; null for every other one. */
export function closedExportOf(sql: Sql, selection: UsageSelection): Promise<ClosedExport | null> {
  const { boundTo, customerId, contractId, providerCode } = selection;
  if ((boundTo ?? customerId ?? contractId ?? providerCode ?? null) !== null) return Promise.resolve(null);
  return firstRow<ClosedExport>(sql, OF_PERIOD, [selection.from, selection.to]);
}

/** Stores the hash and the number of rows of a closed month's export; nothing where the month has them already. */
export async function insertClosedExport(
  sql: Sql,
  month: string,
  { sha256, rows, format }: FileDigest,
  now: Date,
): Promise<void> {
  await sql.rows(KEEP, [month, sha256, rows, now, format]);
}
