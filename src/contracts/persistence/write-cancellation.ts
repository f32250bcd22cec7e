import { statement } from '../../platform/sql';
import { keepDerived } from './contract-derived';
import { Transaction } from '../../platform/transactions/database';

const CANCEL = statement(
  'cancel-contract',
  'UPDATE contracts SET cancelled_at = $2, cancellation_reason = $3 WHERE id = $1',
);

/** Cancels a contract that the transaction has locked and that has not begun. */
export async function writeCancellation(
  { sql }: Transaction,
  contractId: string,
  now: Date,
  reason: string,
): Promise<void> {
  await sql.rows(CANCEL, [contractId, now, reason]);
  await keepDerived(sql, [contractId], now);
}
