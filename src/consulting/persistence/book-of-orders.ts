import { countOrders } from '../../contracts/persistence/usage-counters';
import { columnsOf, insertColumns, recordColumns, recordValues } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { AgreedPrice } from '../domain/ledger-entry';
import { ConsultingOrderEntity } from './consulting-order.entity';
import { agreedPrice, PRICE_COLUMNS, PriceColumns } from './orders';

/** Orders of one instant at one price, as an import and an export of many know them. */
export interface BookOrder extends AgreedPrice {
  readonly contractId: string;
  readonly orderedAt: Date;
  /** That were ordered and not taken back. */
  readonly blocks: number;
  /** Of these neither delivered nor taken back: what is booked can be called up still. */
  readonly left: number;
}

type OrderRow = Omit<BookOrder, keyof AgreedPrice> & PriceColumns;

const DELIVERED = `(SELECT count(*) FROM consulting_blocks b
  WHERE b.contract_id = o.contract_id AND b.order_id = o.id AND b.status = 'DELIVERED')`;
const OF_CONTRACTS = statement(
  'book-orders',
  `SELECT o.contract_id AS "contractId", o.ordered_at AS "orderedAt", ${PRICE_COLUMNS}, sum(o.blocks - o.blocks_reversed)::int AS blocks,
     sum(o.blocks - o.blocks_reversed - ${DELIVERED})::int AS left
   FROM consulting_orders o WHERE o.contract_id = ANY ($1::bigint[]) GROUP BY 1, 2, 3, 4, 5 ORDER BY 2, 4, 3, 5`,
);

/** The orders of additional blocks of contracts of all tenants, the oldest first; those of which nothing is left, too. */
export async function ordersOfBook(sql: Sql, contractIds: readonly string[]): Promise<BookOrder[]> {
  const rows = await sql.rows<OrderRow>(OF_CONTRACTS, [contractIds]);
  return rows.map(({ listPriceMinor, currency, discountPercent, ...order }) => ({
    ...order,
    ...agreedPrice({ listPriceMinor, currency, discountPercent }),
  }));
}

const WRITTEN = [
  'contractId',
  'planId',
  'blocks',
  'listPriceMinor',
  'currency',
  'discountPercent',
  'orderedAt',
] as const;

export type NewBookOrder = Pick<ConsultingOrderEntity, (typeof WRITTEN)[number]>;

const INSERT = statement(
  'insert-book-orders',
  `INSERT INTO consulting_orders (${insertColumns(ConsultingOrderEntity, WRITTEN)})
   SELECT ${recordValues(ConsultingOrderEntity, WRITTEN)}
   FROM json_to_recordset($1) AS b (${recordColumns(ConsultingOrderEntity, WRITTEN)})
   RETURNING ${columnsOf(ConsultingOrderEntity, 'consulting_orders', ['id', ...WRITTEN])}`,
);

/** Writes orders, and counts their blocks on contracts that are locked. Returns them with their ids. */
export async function insertBookOrders(
  sql: Sql,
  orders: readonly NewBookOrder[],
): Promise<(NewBookOrder & { readonly id: string })[]> {
  if (orders.length === 0) return [];
  await countOrders(sql, orders);
  return sql.rows(INSERT, [JSON.stringify(orders)]);
}
