import { blocksOrdered, blocksUsed } from '../../contracts/persistence/contracts';
import { firstRow, Sql, statement } from '../../platform/sql';
import { BLOCK_COLUMNS, ConsultingBlock } from './consulting-blocks';

const OF_ORDER = 'e.contract_id = o.contract_id AND e.order_id = o.id';
const ORDERED = blocksOrdered(`${OF_ORDER} AND e.kind IN ('ORDERED', 'BROUGHT_IN')`);

// To the owner of the database alone the triggers that keep orders and blocks as they are give way.
const ALLOW_REPAIR = statement('allow-repair', `SELECT set_config('ambit.repair', 'on', true)`);

const KEEP_ORDER = statement(
  'keep-order',
  `UPDATE consulting_orders o SET blocks = ${ORDERED}, blocks_reversed = ${ORDERED} - ${blocksOrdered(OF_ORDER)},
     blocks_used = ${blocksUsed(OF_ORDER)} WHERE o.id = $1`,
);

/** Writes what the ledger says into the row of an order, for a repair by the owner of the database; the contract is locked. */
export async function keepOrder(sql: Sql, orderId: string): Promise<void> {
  await sql.rows(ALLOW_REPAIR);
  await sql.rows(KEEP_ORDER, [orderId]);
}

const READ_BLOCK = statement(
  'read-block-to-keep',
  `SELECT ${BLOCK_COLUMNS} FROM consulting_blocks b WHERE b.id = $1`,
);

// What the ledger does not hold, who gave a delivery and when it was where its month was closed, stands in the audit log.
const KEEP_BLOCK = statement(
  'keep-block',
  `UPDATE consulting_blocks b SET
     status = CASE last.kind WHEN 'MOVED_TO' THEN 'BOOKED' ELSE last.kind END,
     cancelled_at = CASE WHEN last.kind = 'CANCELLED'
       THEN coalesce(b.cancelled_at, audited.cancelled_at, last.occurred_at) END,
     delivered_at = CASE WHEN last.kind IN ('DELIVERED', 'REVERSED')
       THEN coalesce(b.delivered_at, audited.delivered_at, delivery.occurred_at) END,
     delivered_by = CASE WHEN last.kind IN ('DELIVERED', 'REVERSED') THEN coalesce(b.delivered_by, audited.delivered_by) END,
     delivery_recorded_at = CASE WHEN last.kind IN ('DELIVERED', 'REVERSED')
       THEN coalesce(b.delivery_recorded_at, delivery.recorded_at) END,
     reversed_at = CASE WHEN last.kind = 'REVERSED'
       THEN coalesce(b.reversed_at, audited.reversed_at, last.occurred_at) END
   FROM consulting_events last
     LEFT JOIN consulting_events delivery ON delivery.block_id = last.block_id AND delivery.kind = 'DELIVERED'
     CROSS JOIN (SELECT max(a.after->>'cancelledAt')::timestamptz AS cancelled_at,
       max(a.after->>'deliveredAt')::timestamptz AS delivered_at, max(a.after->>'deliveredBy') AS delivered_by,
       max(a.after->>'reversedAt')::timestamptz AS reversed_at
       FROM audit_log a WHERE a.subject_type = 'ConsultingBlock' AND a.subject_id = $1) AS audited
   WHERE b.id = $1 AND last.id = (SELECT max(e.id) FROM consulting_events e WHERE e.block_id = $1)
   RETURNING ${BLOCK_COLUMNS}`,
);

/**
 * Writes what the ledger and the audit log say into the row of a block, for a repair by the owner of the database; the contract
 * is locked. Returns the block before and after.
 */
export async function keepBlock(
  sql: Sql,
  blockId: string,
): Promise<{ readonly before: ConsultingBlock; readonly after: ConsultingBlock }> {
  await sql.rows(ALLOW_REPAIR);
  const before = (await firstRow<ConsultingBlock>(sql, READ_BLOCK, [blockId]))!;
  const after = await firstRow<ConsultingBlock>(sql, KEEP_BLOCK, [blockId]);
  return { before, after: after ?? before };
}

const KEEP_FEED = statement(
  'keep-feed',
  `UPDATE consulting_feed SET (position, latest_occurred_at) =
     (SELECT coalesce(max(e.position), 0), max(e.latest_occurred_at) FROM consulting_events e)`,
);

/** Writes the end of the feed as its entries have it, for a repair. The transaction holds the lock of the feed. */
export async function keepFeed(sql: Sql): Promise<void> {
  await sql.rows(KEEP_FEED);
}
