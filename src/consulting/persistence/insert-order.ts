import { countOrderedBlocks } from '../../contracts/persistence/usage-counters';
import { Transaction } from '../../platform/transactions/database';
import { firstRow, statement } from '../../platform/sql';
import { AgreedPrice } from '../domain/ledger-entry';

export interface NewOrder {
  readonly contractId: string;
  readonly planId: string;
  readonly blocks: number;
  readonly price: AgreedPrice;
  readonly orderedAt: Date;
}

const INSERT = statement(
  'insert-consulting-order',
  `WITH counted AS (${countOrderedBlocks('$1', '$3')})
   INSERT INTO consulting_orders (contract_id, plan_id, blocks, list_price_minor, currency, discount_percent, ordered_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
);

/** Writes an order and counts its blocks on the contract, which is locked; answers the id of the order. */
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
