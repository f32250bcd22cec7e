import { BilledKind, BlockSource } from '../../consulting/domain/consulting-block';
import { Sql, statementOf } from '../../platform/sql';
import { UsageSelection } from '../domain/usage-selection';
import { usageFilter } from './consulting-usage';

/** The sum of all rows of a selection that have source, kind and currency in common. */
export interface ConsultingTotal {
  readonly source: BlockSource;
  readonly kind: BilledKind;
  readonly currency: string | null;
  readonly hours: number;
  readonly netAmountMinor: string | null;
}

/** Totals of the whole selection, in an order that never changes. */
export async function consultingTotals(sql: Sql, selection: UsageSelection): Promise<ConsultingTotal[]> {
  const filter = usageFilter(selection);
  const text = `SELECT e.source, e.kind, e.currency, sum(e.hours)::text AS hours, sum(e.net_amount_minor)::text AS "netAmountMinor"
    FROM consulting_events e ${filter.where()} GROUP BY e.source, e.kind, e.currency ORDER BY e.source DESC, e.kind, e.currency`;
  const rows = await sql.rows<ConsultingTotal & { readonly hours: string }>(statementOf(text), filter.values);
  return rows.map((row) => ({ ...row, hours: Number(row.hours) }));
}
