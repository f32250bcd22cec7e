import { Sql, statement } from '../../platform/sql';
import { UnusedOrder } from '../domain/allocate-blocks';
import { AgreedPrice } from '../domain/ledger-entry';

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
  `SELECT o.id, o.blocks - o.blocks_used AS left, ${PRICE_COLUMNS} FROM consulting_orders o
   WHERE o.contract_id = $1 AND o.blocks_used < o.blocks ORDER BY o.ordered_at, o.id`,
);

/** The contract's orders of which blocks are left, oldest first; of two of the same instant the one written first. */
export async function unusedOrders(sql: Sql, contractId: string): Promise<PricedOrder[]> {
  const rows = await sql.rows<UnusedOrder & PriceColumns>(UNUSED, [contractId]);
  return rows.map(({ id, left, ...price }) => ({ id, left, price: agreedPrice(price) }));
}

export function agreedPrice({ listPriceMinor, currency, discountPercent }: PriceColumns): AgreedPrice {
  return { listPricePerHour: { minorUnits: BigInt(listPriceMinor), currency }, discountPercent };
}
