import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { BlockStatus } from '../domain/consulting-block';
import { BLOCK_COLUMNS, ConsultingBlock } from './consulting-blocks';

const stepTo = (status: BlockStatus, stamp: string) =>
  statement(
    `consulting-block-${status.toLowerCase()}`,
    `UPDATE consulting_blocks b SET status = '${status}', ${stamp} = $2 WHERE b.id = $1 RETURNING ${BLOCK_COLUMNS}`,
  );

const STEPS = {
  CANCELLED: stepTo('CANCELLED', 'cancelled_at'),
  DELIVERED: stepTo('DELIVERED', 'delivered_at'),
  REVERSED: stepTo('REVERSED', 'reversed_at'),
};

/** Writes the next step of a block's life, which the caller has decided to be allowed. */
export async function writeStep(
  { sql }: Transaction,
  blockId: string,
  to: keyof typeof STEPS,
  at: Date,
): Promise<ConsultingBlock> {
  const [block] = await sql.rows<ConsultingBlock>(STEPS[to], [blockId, at]);
  return block!;
}
