import { RequestContext } from '../../catalog/request-context';
import { Region } from '../../catalog/domain/plan';
import { regionAmong, regionsOf } from '../../customers/persistence/customers';
import { FilteredIncidents, incidentFilter } from '../../incidents/persistence/incidents-page';
import { Filter } from '../../platform/reads/keyset-page';
import { DatePeriod } from '../../shared/domain/period';
import { MOST_ROWS, ReportDimension } from '../domain/report-key';
import { valuesOf } from './dimensions';

/** Incidents that have the values in common, and the clock on which their response time ran. */
export interface ResponseRow {
  /** In the order of the dimensions. */
  readonly values: readonly string[];
  readonly planId: string;
  readonly region: Region;
  readonly startedAtLine: number;
  readonly received: number;
  readonly met: number;
  readonly breached: number;
  readonly open: number;
  readonly openOverdue: number;
  readonly withoutTarget: number;
  readonly resolvedOnFirstCall: number;
  /** Of those with a first response, in seconds since 1970; null where there are none. */
  readonly receivedAt: readonly number[] | null;
  readonly respondedAt: readonly number[] | null;
}

/** Each row of the report has a few of these: by the plans, regions and lines under which its incidents came. */
export const MOST_RESPONSE_ROWS = 20 * MOST_ROWS;

/** What tells rows of a dimension apart before its name is looked up; plan and region do so in any case. */
const KEYS: Readonly<Partial<Record<ReportDimension, string>>> = {
  CUSTOMER: 'i.customer_id',
  IMPACT: 'i.impact',
  CHANNEL: 'i.channel',
  MONTH: `date_trunc('month', i.received_at AT TIME ZONE i.time_zone) AS month`,
};

/**
 * Incidents received in [from, to), dates in the provider's time zone, that were not voided: one statement, a row for each
 * key and clock, with plan and region of the receipt. More than `MOST_RESPONSE_ROWS` are cut after the next one.
 */
export function responseRows(
  context: RequestContext,
  { from, to }: DatePeriod,
  groupBy: readonly ReportDimension[],
  wanted: FilteredIncidents,
): Promise<ResponseRow[]> {
  const filter = incidentFilter(context, wanted);
  addPeriod(filter, { from, to });
  filter.add('i.voided_at IS NULL');
  const now = `date_trunc('second', ${filter.value(context.clock.now())}::timestamptz)`;
  const answered = 'FILTER (WHERE i.first_responded_at IS NOT NULL)';
  const isOpen = 'i.first_responded_at IS NULL AND i.response_due_at IS NOT NULL';
  const keys = ['i.plan_id', 'f.region', 'i.started_at_line', ...groupBy.flatMap((each) => KEYS[each] ?? [])];
  const text = `
    WITH asked AS MATERIALIZED (
      SELECT i.plan_id, i.started_at_line, i.received_at, i.first_responded_at, i.response_due_at, i.response_met,
        i.resolved_on_first_call, i.impact, i.channel, c.customer_id, c.time_zone
      FROM incidents i JOIN contracts c ON c.id = i.contract_id
      ${filter.where()}
    ),
    home AS MATERIALIZED (${regionsOf('SELECT customer_id FROM asked')}),
    alike AS (
      SELECT ${keys.join(', ')},
        count(*)::int AS received,
        (count(*) FILTER (WHERE i.response_met))::int AS met,
        (count(*) FILTER (WHERE NOT i.response_met))::int AS breached,
        (count(*) FILTER (WHERE ${isOpen}))::int AS open,
        (count(*) FILTER (WHERE ${isOpen} AND i.response_due_at < ${now}))::int AS "openOverdue",
        (count(*) FILTER (WHERE i.response_met IS NULL AND NOT (${isOpen})))::int AS "withoutTarget",
        (count(*) FILTER (WHERE i.resolved_on_first_call))::int AS "resolvedOnFirstCall",
        array_agg(date_part('epoch', i.received_at)) ${answered} AS "receivedAt",
        array_agg(date_part('epoch', i.first_responded_at)) ${answered} AS "respondedAt"
      FROM asked i JOIN home ON home.customer_id = i.customer_id
        CROSS JOIN LATERAL (SELECT ${regionAmong('home', 'i.received_at')} AS region) f
      GROUP BY ${keys.map((_key, nth) => nth + 1).join(', ')}
      LIMIT ${MOST_RESPONSE_ROWS + 1}
    )
    SELECT ${valuesOf(groupBy, 'i.region')} AS values, i.plan_id AS "planId", i.region, i.started_at_line AS "startedAtLine",
      received, met, breached, open, "openOverdue", "withoutTarget", "resolvedOnFirstCall", "receivedAt", "respondedAt"
    FROM alike i
      JOIN plans p ON p.id = i.plan_id
      JOIN providers pr ON pr.id = p.provider_id
      ${groupBy.includes('CUSTOMER') ? 'JOIN customers cu ON cu.id = i.customer_id' : ''}`;
  return context.database.sql.rows<ResponseRow>(text, filter.values);
}

/** Adds that `incidents i` of `contracts c` were received in it, each by the day of its time zone. */
function addPeriod(filter: Filter, { from, to }: DatePeriod): void {
  const [first, end] = [`${filter.value(from)}::date`, `${filter.value(to)}::date`];
  const day = `interval '1 day'`;
  // No zone is more than 14 hours from UTC: by this the index is found, and the zone is asked only near the ends.
  filter.add(`i.received_at >= ${first} - ${day} AND i.received_at < ${end} + ${day}`);
  const received = '(i.received_at AT TIME ZONE c.time_zone)';
  filter.add(`(i.received_at >= ${first} + ${day} AND i.received_at < ${end} - ${day})
    OR (${received} >= ${first} AND ${received} < ${end})`);
}
