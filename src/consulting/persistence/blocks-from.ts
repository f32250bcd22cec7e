import { Sql, statement } from '../../platform/sql';

/** A booked appointment, or a delivery, with the instant at which it lies. */
export interface BlockFrom {
  readonly id: string;
  readonly status: 'BOOKED' | 'DELIVERED';
  readonly at: Date;
  readonly subject: string;
}

const BLOCKS_FROM = statement(
  'consulting-blocks-from',
  `SELECT b.id, b.status, b.subject, CASE b.status WHEN 'BOOKED' THEN b.starts_at ELSE b.delivered_at END AS at
   FROM consulting_blocks b
   WHERE b.contract_id = $1 AND CASE b.status
     WHEN 'BOOKED' THEN b.starts_at >= $2 AND ($3::timestamptz IS NULL OR b.starts_at < $3)
     WHEN 'DELIVERED' THEN b.delivered_at >= $2 AND ($3::timestamptz IS NULL OR b.delivered_at < $3)
     ELSE false END
   ORDER BY b.id`,
);

/** The booked appointments of a contract that begin in [from, until), and its deliveries of then; until null: for ever. */
export function blocksFrom(
  sql: Sql,
  contractId: string,
  from: Date,
  until: Date | null,
): Promise<BlockFrom[]> {
  return sql.rows<BlockFrom>(BLOCKS_FROM, [contractId, from, until]);
}
