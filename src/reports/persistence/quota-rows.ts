import { RequestContext } from '../../catalog/request-context';
import { runningYear } from '../../contracts/persistence/contract-list';
import { planIdNow } from '../../contracts/persistence/contracts';
import { Filter } from '../../platform/reads/keyset-page';
import { narrow } from '../../platform/scoped-filter';
import { isActiveOn } from '../../platform/scoped-statement';
import { MOST_ROWS, ReportDimension } from '../domain/report-key';
import { valuesOf } from './dimensions';

/** What contracts with the same values have used of their running contract years. */
export interface QuotaRow {
  /** In the order of the dimensions. */
  readonly values: readonly string[];
  readonly contracts: number;
  readonly incidentsUsed: number;
  /** Null where one of them is unlimited, and where the sum is above what an Int holds. */
  readonly incidentsLimit: number | null;
  readonly includedBlocksUsed: number;
  readonly includedBlocksLimit: number;
  /** Of the incidents; quotas of 0 and unlimited ones are left out. */
  readonly atLeast80Percent: number;
  readonly exhausted: number;
}

function isOfCustomer(dimension: ReportDimension): boolean {
  return dimension === 'CUSTOMER' || dimension === 'REGION';
}

const MOST_INT = 2_147_483_647;
const asInt = (sum: string) => `least(${sum}, ${MOST_INT})::int`;

/** Contracts that are active now, under the plan in force: one statement. More than `MOST_ROWS` are cut after the next one. */
export function quotaRows(
  context: RequestContext,
  providerCode: string | null,
  groupBy: readonly ReportDimension[],
): Promise<QuotaRow[]> {
  const filter = Filter.none();
  const now = `${filter.value(context.clock.now())}::timestamptz`;
  narrow(filter, context, (sees) => sees.contract('c'));
  filter.add(isActiveOn('c', 'zone.today'));
  filter.when(providerCode, (code) => `pr.code = ${code}`);
  // A definition is long, and a time zone is slow: each is read once, and not once a contract.
  const text = `
    WITH p AS MATERIALIZED (
      SELECT id, code, version, (definition->'entitlements'->>'maxIncidentsPerYear')::bigint AS most_incidents,
        (definition->'entitlements'->>'includedConsultingBlocks')::int AS most_blocks
      FROM plans
    ), zone AS MATERIALIZED (
      SELECT time_zone, (${now} AT TIME ZONE time_zone)::date AS today FROM (SELECT DISTINCT time_zone FROM contracts) zones
    )
    SELECT ${valuesOf(groupBy, 'cu.region')} AS values, count(*)::int AS contracts,
      ${asInt('sum(u.incidents)')} AS "incidentsUsed",
      CASE WHEN bool_and(u.most_incidents IS NOT NULL) AND sum(u.most_incidents) <= ${MOST_INT}
        THEN sum(u.most_incidents)::int END AS "incidentsLimit",
      ${asInt('sum(u.blocks)')} AS "includedBlocksUsed", ${asInt('sum(u.most_blocks)')} AS "includedBlocksLimit",
      (count(*) FILTER (WHERE u.most_incidents > 0 AND u.incidents * 100 >= u.most_incidents * 80))::int AS "atLeast80Percent",
      (count(*) FILTER (WHERE u.most_incidents > 0 AND u.incidents >= u.most_incidents))::int AS exhausted
    FROM contracts c ${groupBy.some(isOfCustomer) ? 'JOIN customers cu ON cu.id = c.customer_id' : ''}
      JOIN zone ON zone.time_zone = c.time_zone
      ${runningYear('LEFT JOIN', 'zone.today')}
      JOIN providers pr ON pr.id = c.provider_id
      JOIN p ON p.id = ${planIdNow(now)}
      CROSS JOIN LATERAL (SELECT coalesce(y.incidents_used, 0)::bigint AS incidents, coalesce(y.included_blocks_used, 0) AS blocks,
        p.most_incidents, p.most_blocks) u
    ${filter.where()}
    GROUP BY 1
    LIMIT ${MOST_ROWS + 1}`;
  return context.database.sql.rows<QuotaRow>(text, filter.values);
}
