import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { ConsultingBlock } from './consulting-blocks';

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
