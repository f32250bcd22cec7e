import { programRequest } from '../../src/access/use-cases/program-request';
import { BillingMonth } from '../../src/billing/domain/billing-month';
import { ClosedExport } from '../../src/billing/persistence/closed-exports';
import { closeMonth } from '../../src/billing/use-cases/close-month';
import { Database } from '../../src/platform/transactions/database';

/** Closes a month as the command does, at an instant. */
export function closeMonthAt(database: Database, month: BillingMonth, now: Date): Promise<ClosedExport> {
  const request = programRequest(database, 'test', 'closeBillingMonth', now);
  return closeMonth({ ...request, database }, month);
}
