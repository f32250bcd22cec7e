import { insertClosedMonth } from '../../consulting/persistence/closed-months';
import { lockFeed } from '../../consulting/persistence/write-ledger';
import { Database } from '../../platform/transactions/database';
import { BillingMonth, refuseToClose } from '../domain/billing-month';
import { NEWEST_USAGE_CSV } from '../domain/usage-csv';
import {
  ClosedExport,
  closedExportOf,
  closedExports,
  insertClosedExport,
} from '../persistence/closed-exports';
import { digestOfFile } from './usage-csv-file';

/** The month cannot be closed. */
export class MonthNotClosableError extends Error {}

/**
 * Fixes a month: from now on nothing that is written counts in it, and its export stays what it is. Closing it once more
 * changes nothing, and finishes a closing that was interrupted. Throws MonthNotClosableError. Domain section 6.
 */
export async function closeMonth(database: Database, month: BillingMonth, now: Date): Promise<ClosedExport> {
  await fixMonth(database, month, now);
  const selection = { from: month.startsAt, to: month.endsAt, boundTo: null, customerId: null };
  const closed = (await closedExportOf(database.sql, selection))!;
  if (closed.sha256 !== null) return closed;
  // The month is fixed by now, so its file is read without keeping anybody from writing.
  const digest = await digestOfFile(database.sql, selection, NEWEST_USAGE_CSV);
  await insertClosedExport(database.sql, month.month, digest, now);
  return { ...closed, ...digest };
}

/** With the feed locked, no write that counts in the month is under way: it is seen, or it will see the closed month. */
function fixMonth(database: Database, month: BillingMonth, now: Date): Promise<void> {
  return database.transaction(async ({ sql }) => {
    await lockFeed(sql);
    const closed = await closedExports(sql);
    if (closed.some((each) => each.month === month.month && each.timeZone === month.timeZone)) return;
    const refusal = refuseToClose(month, closed, now);
    if (refusal !== null) throw new MonthNotClosableError(refusal);
    await insertClosedMonth(sql, month, now);
  });
}
