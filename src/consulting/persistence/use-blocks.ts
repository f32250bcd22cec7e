import { ContractYear } from '../../contracts/domain/contract-dates';
import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { Allocation } from '../domain/book-block';
import { ConsultingBlock } from './consulting-blocks';

// A booking of ADDITIONAL blocks alone needs the row of the year, and leaves its limit as it is.
const USE_INCLUDED = statement(
  'use-included-blocks',
  `INSERT INTO contract_years AS y (contract_id, number, starts_on, ends_on, included_blocks_used, included_blocks_limit)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (contract_id, number) DO UPDATE SET
     included_blocks_used = y.included_blocks_used + excluded.included_blocks_used,
     included_blocks_limit = CASE WHEN excluded.included_blocks_used > 0 THEN excluded.included_blocks_limit
       ELSE y.included_blocks_limit END`,
);
const USE_ADDITIONAL = statement(
  'use-additional-blocks',
  `WITH used AS (SELECT order_id, count(*)::int AS blocks FROM unnest($2::bigint[]) AS order_id GROUP BY order_id),
   orders AS (
     UPDATE consulting_orders o SET blocks_used = o.blocks_used + used.blocks FROM used WHERE o.id = used.order_id
   )
   UPDATE contracts SET additional_blocks_used = additional_blocks_used + cardinality($2) WHERE id = $1`,
);

/** Counts blocks on the contract year of the appointment and on their orders; the contract is locked. */
export async function useBlocks(
  { sql }: Transaction,
  contractId: string,
  year: ContractYear,
  yearlyLimit: number,
  allocations: readonly Allocation[],
): Promise<void> {
  const orderIds = allocations.flatMap(({ orderId }) => orderId ?? []);
  const included = allocations.length - orderIds.length;
  await sql.rows(USE_INCLUDED, [contractId, year.number, year.from, year.to, included, yearlyLimit]);
  if (orderIds.length > 0) await sql.rows(USE_ADDITIONAL, [contractId, orderIds]);
}

const GIVE_INCLUDED_BACK = statement(
  'give-included-block-back',
  'UPDATE contract_years SET included_blocks_used = included_blocks_used - 1 WHERE contract_id = $1 AND number = $2',
);
const GIVE_ADDITIONAL_BACK = statement(
  'give-additional-block-back',
  `WITH given AS (UPDATE consulting_orders SET blocks_used = blocks_used - 1 WHERE id = $2)
   UPDATE contracts SET additional_blocks_used = additional_blocks_used - 1 WHERE id = $1`,
);

/** Makes the unit that a block used free again, where it came from; the contract is locked. */
export async function giveBlockBack({ sql }: Transaction, block: ConsultingBlock): Promise<void> {
  const { contractId, contractYear, orderId } = block;
  if (orderId === null) await sql.rows(GIVE_INCLUDED_BACK, [contractId, contractYear]);
  else await sql.rows(GIVE_ADDITIONAL_BACK, [contractId, orderId]);
}
