import { lockContract, LockedContract } from '../../contracts/persistence/lock-contract';
import { ownOf } from '../../shared/domain/tenant-scope';
import { notFound } from '../../shared/domain/not-found';
import { Refused } from '../../shared/domain/refusal';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { firstRow, statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import { AgreedPrice } from '../domain/ledger-entry';
import { BLOCK_COLUMNS, ConsultingBlock } from './consulting-blocks';
import { agreedPrice, PRICE_COLUMNS, PriceColumns } from './orders';

const FIND = scopedStatement(
  'find-consulting-block',
  '$2',
  (
    sees,
  ) => `SELECT b.contract_id AS "contractId" FROM consulting_blocks b JOIN contracts c ON c.id = b.contract_id
   WHERE b.id = $1 AND ${sees.contract('c')}`,
);
const READ = statement(
  'read-consulting-block',
  `SELECT ${BLOCK_COLUMNS}, ${PRICE_COLUMNS},
     (SELECT e.plan_id FROM consulting_events e WHERE e.block_id = b.id ORDER BY e.id DESC LIMIT 1) AS "recordedPlanId"
   FROM consulting_blocks b LEFT JOIN consulting_orders o ON o.id = b.order_id WHERE b.id = $1`,
);

/** A block of a contract that nobody else can change until the transaction ends. */
export interface LockedBlock extends LockedContract {
  readonly block: ConsultingBlock;
  /** Null for an INCLUDED block. */
  readonly price: AgreedPrice | null;
  /** The plan that the block’s last entry in the ledger names. */
  readonly recordedPlanId: string;
}

const PATH = ['input', 'blockId'];

type BlockRow = ConsultingBlock &
  (PriceColumns | Record<keyof PriceColumns, null>) &
  Pick<LockedBlock, 'recordedPlanId'>;

/** Locks the contract of a block, then reads the block. Throws Refused (NOT_FOUND), for one of somebody else's as well. */
export async function lockBlock(
  context: RequestContext,
  unit: UnitOfWork,
  blockId: string,
): Promise<LockedBlock> {
  const own = ownOf(context.scope);
  const values = [blockId, scopeValue(own, context.clock.now())];
  const found = await firstRow<{ contractId: string }>(unit.sql, FIND(own), values);
  if (found === null) throw new Refused([notFound(context.scope, 'consulting block', PATH)]);
  const contract = await lockContract(context, unit, found.contractId, PATH);
  const row = (await firstRow<BlockRow>(unit.sql, READ, [blockId]))!;
  const { listPriceMinor, currency, discountPercent, recordedPlanId, ...block } = row;
  const price = listPriceMinor === null ? null : agreedPrice({ listPriceMinor, currency, discountPercent });
  return { ...contract, block, price, recordedPlanId };
}
