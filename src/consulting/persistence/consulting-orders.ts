import { columnsOf } from '../../platform/columns';
import { groupedInOrderOf, inOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { ownOf } from '../../shared/domain/tenant-scope';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { statement } from '../../platform/sql';
import { ConsultingOrderEntity } from './consulting-order.entity';
import { PriceColumns } from './orders';

export interface ConsultingOrder extends PriceColumns {
  readonly id: string;
  readonly contractId: string;
  readonly orderedAt: Date;
  readonly blocks: number;
  readonly reversedBlocks: number;
  readonly usedBlocks: number;
  /** Neither used nor taken back. */
  readonly remainingBlocks: number;
}

const KEPT = columnsOf(ConsultingOrderEntity, 'o', {
  id: 'id',
  contractId: 'contractId',
  orderedAt: 'orderedAt',
  blocks: 'blocks',
  reversedBlocks: 'blocksReversed',
  usedBlocks: 'blocksUsed',
  listPriceMinor: 'listPriceMinor',
  currency: 'currency',
  discountPercent: 'discountPercent',
});
/** `o` is the order. */
export const ORDER_COLUMNS = `${KEPT}, o.blocks - o.blocks_reversed - o.blocks_used AS "remainingBlocks"`;

const BY_IDS = scopedStatement(
  'consulting-orders-by-ids',
  '$2',
  (sees) => `SELECT ${ORDER_COLUMNS} FROM consulting_orders o JOIN contracts c ON c.id = o.contract_id
   WHERE o.id = ANY($1::bigint[]) AND ${sees.contract('c')}`,
);
const OF_CONTRACTS = statement(
  'consulting-orders-of-contracts',
  `SELECT ${ORDER_COLUMNS} FROM consulting_orders o WHERE o.contract_id = ANY($1::bigint[]) ORDER BY o.ordered_at, o.id`,
);

/** Orders of the caller’s own contracts, null for each other. */
export const ordersById = batch<ConsultingOrder | null>(
  'consulting-orders-by-ids',
  async ({ database, clock, scope }, ids) => {
    const own = ownOf(scope);
    const rows = await database.sql.rows<ConsultingOrder>(BY_IDS(own), [ids, scopeValue(own, clock.now())]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

/** Every order of contracts that the caller sees, the oldest first. */
export const ordersOfContracts = batch<readonly ConsultingOrder[]>(
  'consulting-orders-of-contracts',
  async ({ database }, contractIds) => {
    const rows = await database.sql.rows<ConsultingOrder>(OF_CONTRACTS, [contractIds]);
    return groupedInOrderOf(contractIds, rows, (row) => row.contractId);
  },
);
