import { ContractYear } from '../../contracts/domain/contract-dates';
import { keepDerived } from '../../contracts/persistence/contract-derived';
import {
  countAdditionalBlocks,
  countIncludedBlocks,
  uncountInYear,
} from '../../contracts/persistence/usage-counters';
import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { Allocation } from '../domain/book-block';
import { ConsultingBlock } from './consulting-blocks';

const USE_ADDITIONAL = statement(
  'use-additional-blocks',
  `WITH used AS (SELECT order_id, count(*)::int AS blocks FROM unnest($2::bigint[]) AS order_id GROUP BY order_id),
   orders AS (
     UPDATE consulting_orders o SET blocks_used = o.blocks_used + used.blocks FROM used WHERE o.id = used.order_id
   )
   ${countAdditionalBlocks('$1', 'cardinality($2)')}`,
);

/** Counts blocks on the contract year of the appointment and on their orders; the contract is locked. */
export async function useBlocks(
  { sql }: Transaction,
  contractId: string,
  year: ContractYear,
  yearlyLimit: number,
  allocations: readonly Allocation[],
  now: Date,
): Promise<void> {
  const orderIds = allocations.flatMap(({ orderId }) => orderId ?? []);
  const included = allocations.length - orderIds.length;
  // Also where none is INCLUDED: each block refers to the row of its year.
  await countIncludedBlocks(sql, contractId, year, included, yearlyLimit);
  // The row of the year may be new: lists read its limits there.
  if (included > 0) await keepDerived(sql, [contractId], now);
  if (orderIds.length > 0) await sql.rows(USE_ADDITIONAL, [contractId, orderIds]);
}

const GIVE_ADDITIONAL_BACK = statement(
  'give-additional-block-back',
  `WITH given AS (UPDATE consulting_orders SET blocks_used = blocks_used - 1 WHERE id = $2)
   ${countAdditionalBlocks('$1', '-1')}`,
);

/** Makes the unit that a block used free again, where it came from; the contract is locked. */
export async function giveBlockBack({ sql }: Transaction, block: ConsultingBlock): Promise<void> {
  const { contractId, contractYear, orderId } = block;
  if (orderId === null) await uncountInYear(sql, 'includedBlocks', contractId, contractYear);
  else await sql.rows(GIVE_ADDITIONAL_BACK, [contractId, orderId]);
}
