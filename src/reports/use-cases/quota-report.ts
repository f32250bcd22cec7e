import { RequestContext } from '../../catalog/request-context';
import { knownProviderCode } from '../../catalog/use-cases/known-provider';
import { byKey, checkDimensions, checkRows, keyOf, ReportDimension, ReportKey } from '../domain/report-key';
import { QuotaRow, quotaRows } from '../persistence/quota-rows';

export interface QuotaReportRow extends Omit<QuotaRow, 'values'> {
  readonly key: readonly ReportKey[];
}

/** What tells contracts apart; the others tell incidents apart. */
const OF_CONTRACTS: readonly ReportDimension[] = ['PROVIDER', 'PLAN', 'PLAN_VERSION', 'CUSTOMER', 'REGION'];

/**
 * What active contracts have used of their running contract years, a row for each key that has any, in the order of the
 * keys. Throws Refused (INVALID_INPUT) on an unknown provider, a dimension of incidents or one named twice, and more rows
 * than anybody reads.
 */
export async function quotaReport(
  context: RequestContext,
  providerCode: string | null,
  groupBy: readonly ReportDimension[],
): Promise<readonly QuotaReportRow[]> {
  checkDimensions(groupBy, OF_CONTRACTS);
  const provider = await knownProviderCode(context.catalog, providerCode, 'providerCode');
  const rows = await quotaRows(context, provider, groupBy);
  checkRows(rows.length);
  return rows.map(({ values, ...row }) => ({ ...row, key: keyOf(groupBy, values) })).sort(byKey);
}
