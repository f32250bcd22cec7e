import { insertClosedMonth } from '../../consulting/persistence/closed-months';
import { lockFeed } from '../../consulting/persistence/write-ledger';
import { RequestData } from '../../platform/request';
import { Database } from '../../platform/transactions/database';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { BillingMonth, decideCloseMonth } from '../domain/billing-month';
import { selectionOfMonth } from '../domain/usage-selection';
import { NEWEST_USAGE_CSV } from '../domain/usage-csv';
import {
  ClosedExport,
  closedExportOf,
  closedExports,
  insertClosedExport,
} from '../persistence/closed-exports';
import { digestOfFile } from './usage-csv-file';

/** What closing needs of a request; the command has one too, and no catalog. */
export interface ClosingContext extends RequestData {
  readonly database: Database;
  write<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T>;
}

/**
 * Fixes a month: from now on nothing that is written counts in it, and its export stays what it is. Closing it once more
 * changes nothing, and finishes a closing that was interrupted. Throws Refused (INVALID_STATE) where it is not over or
 * not the next one. Domain section 6.
 */
export async function closeMonth(context: ClosingContext, month: BillingMonth): Promise<ClosedExport> {
  const { database, clock } = context;
  await fixMonth(context, month);
  const selection = selectionOfMonth(month);
  const closed = (await closedExportOf(database.sql, selection))!;
  if (closed.sha256 !== null) return closed;
  // The month is fixed by now, so its file is read without keeping anybody from writing.
  const digest = await digestOfFile(database.sql, selection, NEWEST_USAGE_CSV);
  await insertClosedExport(database.sql, month.month, digest, clock.now());
  return { ...closed, ...digest };
}

/** With the feed locked, no write that counts in the month is under way: it is seen, or it will see the closed month. */
function fixMonth(context: ClosingContext, month: BillingMonth): Promise<null> {
  return context.write(async ({ sql, journal }) => {
    const now = context.clock.now();
    await lockFeed(sql);
    const closed = await closedExports(sql);
    if (closed.some((each) => each.month === month.month && each.timeZone === month.timeZone)) return null;
    const lastMonth = closed.at(-1)?.month ?? null;
    journal.recordOrThrow(null, { month, lastMonth }, decideCloseMonth(month, closed, now));
    await insertClosedMonth(sql, month, now);
    const subject = { type: 'BillingMonth' as const, id: idOfMonth(month), contractId: null };
    journal.created(subject, { ...month, closedAt: now });
    return null;
  });
}

/** The key of a month: 202610. */
export function idOfMonth({ month }: Pick<BillingMonth, 'month'>): string {
  return month.replace('-', '');
}
