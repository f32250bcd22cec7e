import { countAdditionalBlocks, uncountInYear } from '../../contracts/persistence/usage-counters';
import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { ConsultingBlock } from './consulting-blocks';

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
