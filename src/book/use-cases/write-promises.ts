import { ledgerEntry } from '../../consulting/domain/ledger-entry';
import { insertBookOrders, NewBookOrder } from '../../consulting/persistence/book-of-orders';
import { agreedPrice } from '../../consulting/persistence/orders';
import { writeUnbilled } from '../../consulting/persistence/write-ledger';
import { insertPromises } from '../../contracts/persistence/book-of-promises';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { formatAmount } from '../../shared/domain/money';
import { Bundle, NewBlocks } from '../domain/book-plan';

/** A contract that the transaction has made. */
export interface Made extends Bundle {
  readonly contractId: string;
  readonly customerId: string;
}

const ofContract = (id: string) => ({ type: 'Contract' as const, id, contractId: id });

/** Writes what was promised of contracts before they were brought in. Of additional blocks nothing is billed. */
export async function writePromises(unit: UnitOfWork, made: readonly Made[], now: Date): Promise<void> {
  const { sql, journal } = unit;
  const promised = {
    notices: made.flatMap(({ contractId, notices }) => notices.map((each) => ({ contractId, ...each }))),
    suspensions: made.flatMap(({ contractId, suspension }) =>
      suspension === null ? [] : { contractId, ...suspension },
    ),
    changes: made.flatMap(({ contractId, change }) =>
      change === null ? [] : { contractId, planId: change.plan.id, effectiveAt: change.effectiveAt },
    ),
  };
  const ids = made.map(({ contractId }) => contractId);
  await insertPromises(sql, promised, ids, now);
  for (const { contractId, ...notice } of promised.notices)
    journal.changed(ofContract(contractId), {}, { noticeEndsOn: notice.endsOn, ...notice });
  for (const { contractId, since, reason } of promised.suspensions)
    journal.changed(ofContract(contractId), {}, { suspendedSince: since, reason });
  for (const { contractId, planId, effectiveAt } of promised.changes)
    journal.changed(ofContract(contractId), {}, { nextPlanId: planId, nextPlanFrom: effectiveAt });
  await writeBlocks(unit, made, now);
}

async function writeBlocks(
  { sql, journal, ...unit }: UnitOfWork,
  made: readonly Made[],
  now: Date,
): Promise<void> {
  const orders = made.flatMap(({ contractId, plan, blocks }) =>
    blocks.map((each) => orderOf(contractId, plan.id, each)),
  );
  if (orders.length === 0) return;
  const contracts = new Map(made.map((each) => [each.contractId, each]));
  const entries = (await insertBookOrders(sql, orders)).map(({ id, ...order }) => {
    const { contractId, planId, orderedAt, listPriceMinor, currency, discountPercent } = order;
    const { customerId, blocks } = contracts.get(contractId)!;
    const { contractYear } = blocks.find((each) => each.orderedAt.getTime() === orderedAt.getTime())!;
    const price = agreedPrice({ listPriceMinor, currency, discountPercent });
    const listPricePerHour = formatAmount(price.listPricePerHour);
    const brought = { orderId: id, blocks: order.blocks, listPricePerHour, currency, discountPercent };
    journal.changed(ofContract(contractId), {}, { additionalBlocksBefore: order.blocks, ...brought });
    const subject = {
      contractId,
      customerId,
      planId,
      contractYear,
      source: 'ADDITIONAL',
      orderId: id,
      blockId: null,
    } as const;
    const circumstances = { occurredAt: orderedAt, recordedAt: now, actor: 'import', note: null };
    return ledgerEntry('BROUGHT_IN', subject, order.blocks, price, circumstances);
  });
  await writeUnbilled({ sql, ...unit }, entries);
}

function orderOf(
  contractId: string,
  planId: string,
  { listPricePerHour, ...blocks }: NewBlocks,
): NewBookOrder {
  const { minorUnits, currency } = listPricePerHour;
  const { orderedAt, discountPercent } = blocks;
  return {
    contractId,
    planId,
    blocks: blocks.blocks,
    listPriceMinor: String(minorUnits),
    currency,
    discountPercent,
    orderedAt,
  };
}
