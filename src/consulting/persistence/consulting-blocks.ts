import { inOrderOf } from '../../platform/reads/align-rows';
import { Placing } from '../../platform/reads/branched-list';
import { listOfOne, nestedLists } from '../../platform/reads/nested-lists';
import { ownOf } from '../../shared/domain/tenant-scope';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { statement, statementOf } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
import { columnsOf, insertColumns, recordColumns, recordValues } from '../../platform/columns';
import { Transaction } from '../../platform/transactions/database';
import { BlockStatus } from '../domain/consulting-block';
import { ConsultingBlockEntity } from './consulting-block.entity';

export type ConsultingBlock = Readonly<ConsultingBlockEntity>;

/** `b` is the block. */
export const BLOCK_COLUMNS = columnsOf(ConsultingBlockEntity, 'b');

const BY_IDS = scopedStatement(
  'consulting-blocks-by-ids',
  '$2',
  (sees) => `SELECT ${BLOCK_COLUMNS} FROM consulting_blocks b JOIN contracts c ON c.id = b.contract_id
   WHERE b.id = ANY($1::bigint[]) AND ${sees.contract('c')}`,
);
/** Blocks of the caller’s own contracts, null for each other. */
export const blocksById = batch<ConsultingBlock | null>(
  'consulting-blocks-by-ids',
  async ({ database, clock, scope }, ids) => {
    const own = ownOf(scope);
    const rows = await database.sql.rows<ConsultingBlock>(BY_IDS(own), [ids, scopeValue(own, clock.now())]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

/** How the cursors of a contract's blocks are made. */
export const BLOCKS_LIST: Placing = { list: 'consulting_blocks', types: ['id'], isRanked: false };

/** The blocks of contracts that the caller sees, in the order in which they were booked; of one status, or null for all. */
export const blocksOfContracts = nestedLists<ConsultingBlock, BlockStatus | null>(
  'consulting_blocks',
  (_viewer, status) =>
    listOfOne(BLOCKS_LIST, {
      table: 'consulting_blocks b',
      id: 'b.id',
      parent: 'b.contract_id',
      columns: BLOCK_COLUMNS,
      narrowTo: (filter) => filter.when(status, (wanted) => `b.status = ${wanted}`),
    }),
);

/** What of a block is written when it is booked. */
const BOOKED_WITH = [
  'contractId',
  'contractYear',
  'startsAt',
  'subject',
  'consultant',
  'bookedAt',
  'source',
  'orderId',
] as const;
export type NewBlock = Pick<ConsultingBlock, (typeof BOOKED_WITH)[number]>;

const INSERT = statement(
  'insert-consulting-blocks',
  `INSERT INTO consulting_blocks AS b (status, ${insertColumns(ConsultingBlockEntity, BOOKED_WITH)})
   SELECT 'BOOKED', ${recordValues(ConsultingBlockEntity, BOOKED_WITH)}
   FROM json_to_recordset($1) AS g (nth int, ${recordColumns(ConsultingBlockEntity, BOOKED_WITH)}) ORDER BY nth
   RETURNING ${BLOCK_COLUMNS}`,
);

/** Writes blocks, and returns them in the same order. */
export function insertBlocks({ sql }: Transaction, blocks: readonly NewBlock[]): Promise<ConsultingBlock[]> {
  return sql.rows<ConsultingBlock>(INSERT, [JSON.stringify(blocks.map((block, nth) => ({ ...block, nth })))]);
}

/** The columns of a block that a step of its life or a move writes, each left as it is where it is left out. */
export type BlockChange = Partial<
  Pick<
    ConsultingBlock,
    | 'status'
    | 'cancelledAt'
    | 'deliveredAt'
    | 'deliveredBy'
    | 'deliveryRecordedAt'
    | 'reversedAt'
    | 'startsAt'
    | 'contractYear'
    | 'source'
    | 'orderId'
    | 'subject'
    | 'consultant'
  >
>;

/** Writes a change of a block that the caller has decided to be allowed; returns the block as it is then. */
export async function changeBlock(
  { sql }: Transaction,
  blockId: string,
  change: BlockChange,
): Promise<ConsultingBlock> {
  const properties = Object.keys(change) as (keyof BlockChange)[];
  const columns = properties.map((each, n) => `${insertColumns(ConsultingBlockEntity, [each])} = $${n + 2}`);
  const text = `UPDATE consulting_blocks b SET ${columns.join(', ')} WHERE b.id = $1 RETURNING ${BLOCK_COLUMNS}`;
  const values = properties.map((each) => change[each]);
  const [block] = await sql.rows<ConsultingBlock>(statementOf(text), [blockId, ...values]);
  return block!;
}
