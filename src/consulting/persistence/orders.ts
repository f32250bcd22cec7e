import { countOrderedBlocks } from '../../contracts/persistence/usage-counters';
import { groupedBy } from '../../platform/reads/align-rows';
import { firstRow, Sql, statement } from '../../platform/sql';
import { UnusedOrder } from '../domain/book-block';
import { AgreedPrice } from '../domain/ledger-entry';
import { Transaction } from '../../platform/transactions/database';

export interface PricedOrder extends UnusedOrder {
  readonly price: AgreedPrice;
}

export interface PriceColumns {
  readonly listPriceMinor: string;
  readonly currency: string;
  readonly discountPercent: number;
}

/** `o` is the order. */
export const PRICE_COLUMNS = `o.list_price_minor AS "listPriceMinor", o.currency, o.discount_percent AS "discountPercent"`;

const UNUSED = statement(
  'unused-consulting-orders',
  `SELECT o.id, o.contract_id AS "contractId", o.blocks - o.blocks_reversed - o.blocks_used AS left, ${PRICE_COLUMNS}
   FROM consulting_orders o
   WHERE o.contract_id = ANY($1::bigint[]) AND o.blocks_used < o.blocks - o.blocks_reversed ORDER BY o.ordered_at, o.id`,
);

/** The contract's orders of which blocks are left, oldest first; of two of the same instant the one written first. */
export async function unusedOrders(sql: Sql, contractId: string): Promise<PricedOrder[]> {
  return (await unusedOrdersOf(sql, [contractId])).get(contractId) ?? [];
}

/** The same of several contracts; one that has none is left out. */
export async function unusedOrdersOf(
  sql: Sql,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, PricedOrder[]>> {
  type Row = UnusedOrder & PriceColumns & { readonly contractId: string };
  const rows = await sql.rows<Row>(UNUSED, [contractIds]);
  const orders = rows.map(({ id, contractId, left, ...price }) => ({
    contractId,
    order: { id, left, price: agreedPrice(price) },
  }));
  const byContract = groupedBy(orders, ({ contractId }) => contractId);
  return new Map([...byContract].map(([id, of]) => [id, of.map(({ order }) => order)]));
}

export function agreedPrice({ listPriceMinor, currency, discountPercent }: PriceColumns): AgreedPrice {
  return { listPricePerHour: { minorUnits: BigInt(listPriceMinor), currency }, discountPercent };
}

export interface NewOrder {
  readonly contractId: string;
  readonly planId: string;
  readonly blocks: number;
  readonly price: AgreedPrice;
  readonly orderedAt: Date;
}

const INSERT = statement(
  'insert-consulting-order',
  `WITH counted AS (${countOrderedBlocks('(VALUES ($1::bigint, $3::int)) AS n (contract_id, blocks)')})
   INSERT INTO consulting_orders (contract_id, plan_id, blocks, list_price_minor, currency, discount_percent, ordered_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
);

/** Writes an order and counts its blocks on the contract, which is locked; returns the id of the order. */
export async function insertOrder({ sql }: Transaction, order: NewOrder): Promise<string> {
  const { listPricePerHour, discountPercent } = order.price;
  const row = await firstRow<{ id: string }>(sql, INSERT, [
    order.contractId,
    order.planId,
    order.blocks,
    listPricePerHour.minorUnits.toString(),
    listPricePerHour.currency,
    discountPercent,
    order.orderedAt,
  ]);
  return row!.id;
}
