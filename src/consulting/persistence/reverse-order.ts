import { RequestContext } from '../../catalog/request-context';
import { lockContract, LockedContract } from '../../contracts/persistence/lock-contract';
import { countOrderedBlocks } from '../../contracts/persistence/usage-counters';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { firstRow, statement } from '../../platform/sql';
import { Transaction } from '../../platform/transactions/database';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { ownOf } from '../../shared/domain/tenant-scope';
import { notFound } from '../../shared/domain/not-found';
import { Refused } from '../../shared/domain/refusal';
import { ConsultingOrder, ORDER_COLUMNS } from './consulting-orders';

/** An order of a contract that nobody else can change until the transaction ends. */
export interface LockedOrder extends LockedContract {
  readonly order: ConsultingOrder;
  /** The plan in force at the order, and the contract year of the order: what takes it back counts there too. */
  readonly planId: string;
  readonly contractYear: number;
}

const FIND = scopedStatement(
  'find-consulting-order',
  '$2',
  (
    sees,
  ) => `SELECT o.contract_id AS "contractId" FROM consulting_orders o JOIN contracts c ON c.id = o.contract_id
   WHERE o.id = $1 AND ${sees.contract('c')}`,
);
const READ = statement(
  'read-consulting-order',
  `SELECT ${ORDER_COLUMNS}, o.plan_id AS "planId", e.contract_year AS "contractYear"
   FROM consulting_orders o JOIN consulting_events e ON e.order_id = o.id AND e.kind IN ('ORDERED', 'BROUGHT_IN') WHERE o.id = $1`,
);

const PATH = ['input', 'orderId'];

type OrderRow = ConsultingOrder & Pick<LockedOrder, 'planId' | 'contractYear'>;

/** Locks the contract of an order, then reads the order. Throws Refused (NOT_FOUND), for one of somebody else's as well. */
export async function lockOrder(
  context: RequestContext,
  unit: UnitOfWork,
  orderId: string,
): Promise<LockedOrder> {
  const own = ownOf(context.scope);
  const values = [orderId, scopeValue(own, context.clock.now())];
  const found = await firstRow<{ contractId: string }>(unit.sql, FIND(own), values);
  if (found === null) throw new Refused([notFound(context.scope, 'consulting order', PATH)]);
  const contract = await lockContract(context, unit, found.contractId, PATH);
  const { planId, contractYear, ...order } = (await firstRow<OrderRow>(unit.sql, READ, [orderId]))!;
  return { ...contract, order, planId, contractYear };
}

const REVERSE = statement(
  'reverse-consulting-order',
  `WITH counted AS (${countOrderedBlocks('(VALUES ($2::bigint, -$3::int)) AS n (contract_id, blocks)')})
   UPDATE consulting_orders o SET blocks_reversed = o.blocks_reversed + $3 WHERE o.id = $1 RETURNING ${ORDER_COLUMNS}`,
);

/** Takes blocks of an order back, from the order and from the contract, which is locked. */
export async function writeOrderReversal(
  { sql }: Transaction,
  { id, contractId }: ConsultingOrder,
  blocks: number,
): Promise<ConsultingOrder> {
  return (await firstRow<ConsultingOrder>(sql, REVERSE, [id, contractId, blocks]))!;
}
