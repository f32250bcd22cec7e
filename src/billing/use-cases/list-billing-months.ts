import { RequestContext } from '../../catalog/request-context';
import { BillingMonth, openMonth } from '../domain/billing-month';
import { selectionOfMonth, UsageSelection } from '../domain/usage-selection';
import { ClosedExport, closedExports } from '../persistence/closed-exports';
import { countUsage, firstUsageAt } from '../persistence/usage-csv-rows';

/** A month that is closed, or the one that is to be closed next. */
export interface ListedMonth extends BillingMonth {
  readonly closed: ClosedExport | null;
  readonly rows: number;
}

/**
 * Every closed month, the earliest first, and then the open one. For a caller that is bound to a provider the rows are
 * those of its provider.
 */
export async function listBillingMonths(context: RequestContext): Promise<ListedMonth[]> {
  const { sql } = context.database;
  const { billingTimeZone: timeZone, clock } = context;
  const closed = await closedExports(sql);
  const firstRowAt = closed.length > 0 ? null : await firstUsageAt(sql);
  const open = openMonth(closed, firstRowAt, { now: clock.now(), timeZone });
  const listed: ListedMonth[] = [];
  for (const each of closed) listed.push(await listedMonth(context, each, each));
  return [...listed, await listedMonth(context, open, null)];
}

/** A month with the number of rows that the caller sees in it. */
export async function listedMonth(
  { database, scope }: Pick<RequestContext, 'database' | 'scope'>,
  month: BillingMonth,
  closed: ClosedExport | null,
): Promise<ListedMonth> {
  const isWhole = scope.providerId === null;
  const selection: UsageSelection = { ...selectionOfMonth(month), boundTo: scope.providerId };
  const rows = isWhole ? closed?.rows : null;
  return {
    ...month,
    closed: isWhole ? closed : closed && withoutFile(closed),
    rows: rows ?? (await countUsage(database.sql, selection)),
  };
}

/** The file is that of all providers, so that it says nothing to who sees one. */
function withoutFile(closed: ClosedExport): ClosedExport {
  return { ...closed, sha256: null, rows: null, format: null };
}
