import { Sql, statement } from '../../platform/sql';
import { Transaction } from '../../platform/transactions/database';
import { BilledKind } from '../domain/consulting-block';
import { LedgerEntry } from '../domain/ledger-entry';

/** Any number; the same for every process that writes this product's feed. */
const FEED_LOCK = 7_262_348_002;

const LOCK = statement('lock-consulting-feed', 'SELECT pg_advisory_xact_lock($1)');

/**
 * Keeps everybody else from adding to the feed until the transaction ends. PostgreSQL gives the lock back after the
 * commit can be seen. Taken after the lock of a contract, never before.
 */
export async function lockFeed(sql: Sql): Promise<void> {
  await sql.rows(LOCK, [FEED_LOCK]);
}

const COLUMNS = `kind, contract_id, customer_id, plan_id, contract_year, source, order_id, block_id, hours,
  list_price_minor, net_amount_minor, currency, discount_percent, recorded_at, actor, note`;
const ENTRIES = `jsonb_to_recordset($1::jsonb) AS e (kind text, contract_id bigint, customer_id bigint, plan_id bigint,
  contract_year int, source text, order_id bigint, block_id bigint, hours int, list_price_minor bigint,
  net_amount_minor bigint, currency text, discount_percent int, occurred_at timestamptz, recorded_at timestamptz,
  actor text, note text)`;

// The end of the feed is kept beside it: staff that is bound to one provider does not see the entries of others.
// What happened in a month that is closed appears when it is recorded; at the first open instant where the clock of
// this process is behind the one that closed the month.
const INSERT_BILLED = statement(
  'insert-billed-entry',
  `WITH closed AS (SELECT coalesce(max(ends_at), '-infinity') AS until FROM closed_months),
   entry AS (
     SELECT ${COLUMNS}, CASE WHEN occurred_at < until THEN greatest(recorded_at, until) ELSE occurred_at END AS occurred_at
     FROM ${ENTRIES}, closed
   ), feed AS (
     UPDATE consulting_feed f
     SET position = f.position + 1, latest_occurred_at = greatest(f.latest_occurred_at, entry.occurred_at)
     FROM entry RETURNING f.position, f.latest_occurred_at
   )
   INSERT INTO consulting_events (position, occurred_at, latest_occurred_at, ${COLUMNS})
   SELECT feed.position, entry.occurred_at, feed.latest_occurred_at, ${COLUMNS} FROM entry, feed`,
);
const INSERT_UNBILLED = statement(
  'insert-unbilled-entries',
  `INSERT INTO consulting_events (occurred_at, ${COLUMNS}) SELECT occurred_at, ${COLUMNS} FROM ${ENTRIES}`,
);

/**
 * Writes what billing reads, at the end of the feed. The last write of a use case: all others that add to the feed wait
 * until this transaction has ended, so that places are given in the order of commits and a reader who has seen one has
 * seen all before it.
 */
export async function writeBilled(
  transaction: Transaction,
  entry: LedgerEntry & { readonly kind: BilledKind },
): Promise<void> {
  await lockFeed(transaction.sql);
  await transaction.sql.rows(INSERT_BILLED, [asJson([entry])]);
}

/** Writes bookings, moves and cancellations, which billing does not read and nobody waits for. */
export async function writeUnbilled({ sql }: Transaction, entries: readonly LedgerEntry[]): Promise<void> {
  await sql.rows(INSERT_UNBILLED, [asJson(entries)]);
}

function asJson(entries: readonly LedgerEntry[]): string {
  return JSON.stringify(entries.map(columnsOf));
}

function columnsOf(entry: LedgerEntry): Record<string, unknown> {
  return {
    kind: entry.kind,
    contract_id: entry.contractId,
    customer_id: entry.customerId,
    plan_id: entry.planId,
    contract_year: entry.contractYear,
    source: entry.source,
    order_id: entry.orderId,
    block_id: entry.blockId,
    hours: entry.hours,
    list_price_minor: entry.listPricePerHour?.minorUnits.toString(),
    net_amount_minor: entry.netAmount?.minorUnits.toString(),
    currency: entry.listPricePerHour?.currency,
    discount_percent: entry.discountPercent,
    occurred_at: entry.occurredAt,
    recorded_at: entry.recordedAt,
    actor: entry.actor,
    note: entry.note,
  };
}
