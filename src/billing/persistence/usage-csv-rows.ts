import { BilledKind } from '../../consulting/domain/consulting-block';
import { invoiceMinor } from '../../consulting/domain/ledger-entry';
import { Sql } from '../../platform/sql';
import { UsageCsvRow } from '../domain/usage-csv';
import { UsageSelection } from '../domain/usage-selection';
import { moneyOf, orderedUsageFilter, usageFilter } from './consulting-usage';

/** How many rows are in memory at a time. Four times as many are no faster, and leave more to the garbage collector. */
const BATCH = 500;

interface Row extends Omit<UsageCsvRow, 'listPricePerHour' | 'netAmount' | 'invoiceAmount' | 'kind'> {
  readonly kind: BilledKind;
  readonly listPriceMinor: string | null;
  readonly netAmountMinor: string | null;
  readonly currency: string | null;
}

/**
 * All rows of a selection that are committed when the walk begins, batch by batch in the order of their positions. What
 * is written meanwhile comes after them and is left out.
 */
export async function* usageCsvRows(
  sql: Sql,
  selection: UsageSelection,
): AsyncGenerator<readonly UsageCsvRow[]> {
  const last = await lastPosition(sql);
  let after = '0';
  for (;;) {
    const rows = await readBatch(sql, selection, after, last);
    if (rows.length > 0) yield rows.map(csvRow);
    if (rows.length < BATCH) return;
    after = rows.at(-1)!.position;
  }
}

/** How many rows of the ledger the selection has; 0 for none. */
export async function countUsage(sql: Sql, selection: UsageSelection): Promise<number> {
  const filter = usageFilter(selection);
  const text = `SELECT count(*)::float8 AS count FROM consulting_events e ${filter.where()}`;
  const [row] = await sql.rows<{ count: number }>(text, filter.values);
  return row!.count;
}

/** When the first row of all counts; null for a ledger without rows. */
export async function firstUsageAt(sql: Sql): Promise<Date | null> {
  const text = 'SELECT min(e.occurred_at) AS first FROM consulting_events e WHERE e.position IS NOT NULL';
  const [row] = await sql.rows<{ first: Date | null }>(text);
  return row!.first;
}

async function lastPosition(sql: Sql): Promise<string> {
  const text = 'SELECT coalesce(max(position), 0) AS last FROM consulting_events';
  const [row] = await sql.rows<{ last: string }>(text);
  return row!.last;
}

function readBatch(sql: Sql, selection: UsageSelection, after: string, last: string): Promise<Row[]> {
  const filter = orderedUsageFilter(selection);
  filter.add(`e.position > ${filter.value(after)}`);
  filter.add(`e.position <= ${filter.value(last)}`);
  const text = `
    SELECT e.position, e.kind, e.occurred_at AS "occurredAt", cu.number AS "customerNumber", c.number AS "contractNumber",
      pr.code AS provider, p.code AS plan, p.version AS "planVersion", e.contract_year AS "contractYear", e.source,
      e.hours, e.list_price_minor AS "listPriceMinor", e.discount_percent AS "discountPercent",
      e.net_amount_minor AS "netAmountMinor", e.currency, e.recorded_at AS "recordedAt",
      CASE WHEN e.kind = 'DELIVERED' THEN b.delivered_at ELSE e.recorded_at END AS "happenedAt",
      e.block_id AS "blockId", e.order_id AS "orderId", b.starts_at AS "startsAt", b.subject,
      coalesce(b.delivered_by, b.consultant) AS consultant,
      CASE e.kind
        WHEN 'REVERSED' THEN (SELECT min(t.position) FROM consulting_events t WHERE t.block_id = e.block_id AND t.kind = 'DELIVERED')
        WHEN 'ORDER_REVERSED' THEN (SELECT min(t.position) FROM consulting_events t WHERE t.order_id = e.order_id AND t.kind = 'ORDERED')
      END AS reverses
    FROM (SELECT * FROM consulting_events e ${filter.where()} ORDER BY e.position LIMIT ${BATCH}) e
      JOIN customers cu ON cu.id = e.customer_id
      JOIN contracts c ON c.id = e.contract_id
      JOIN plans p ON p.id = e.plan_id
      JOIN providers pr ON pr.id = p.provider_id
      LEFT JOIN consulting_blocks b ON b.id = e.block_id
    ORDER BY e.position`;
  return sql.rows<Row>(text, filter.values);
}

function csvRow({ listPriceMinor, netAmountMinor, currency, ...row }: Row): UsageCsvRow {
  return {
    ...row,
    listPricePerHour: moneyOf(listPriceMinor, currency),
    netAmount: moneyOf(netAmountMinor, currency),
    invoiceAmount: moneyOf(invoiceMinor(row.kind, netAmountMinor), currency),
  };
}
