import { RequestContext } from '../../catalog/request-context';
import { Region } from '../../catalog/domain/plan';
import { regionAt } from '../../customers/persistence/customers';
import { FilteredIncidents, incidentFilter } from '../../incidents/persistence/incidents-page';
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

const SECONDS = 'extract(epoch FROM';

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
  const [first, end] = [filter.value(from), filter.value(to)];
  // No zone is more than 14 hours from UTC: by this the index is found, by the next line the day is right.
  filter.add(
    `i.received_at >= ${first}::date - interval '1 day' AND i.received_at < ${end}::date + interval '1 day'`,
  );
  filter.add(
    `(i.received_at AT TIME ZONE c.time_zone) >= ${first}::date AND (i.received_at AT TIME ZONE c.time_zone) < ${end}::date`,
  );
  filter.add('i.voided_at IS NULL');
  const now = `date_trunc('second', ${filter.value(context.clock.now())}::timestamptz)`;
  const answered = 'FILTER (WHERE i.first_responded_at IS NOT NULL)';
  const isOpen = 'i.first_responded_at IS NULL AND i.response_due_at IS NOT NULL';
  const text = `
    SELECT ${valuesOf(groupBy, 'f.region')} AS values, p.id AS "planId", f.region, i.started_at_line AS "startedAtLine",
      count(*)::int AS received,
      (count(*) FILTER (WHERE i.response_met))::int AS met,
      (count(*) FILTER (WHERE NOT i.response_met))::int AS breached,
      (count(*) FILTER (WHERE ${isOpen}))::int AS open,
      (count(*) FILTER (WHERE ${isOpen} AND i.response_due_at < ${now}))::int AS "openOverdue",
      (count(*) FILTER (WHERE i.response_met IS NULL AND NOT (${isOpen})))::int AS "withoutTarget",
      (count(*) FILTER (WHERE i.resolved_on_first_call))::int AS "resolvedOnFirstCall",
      array_agg((${SECONDS} i.received_at))::float8) ${answered} AS "receivedAt",
      array_agg((${SECONDS} i.first_responded_at))::float8) ${answered} AS "respondedAt"
    FROM incidents i
      JOIN contracts c ON c.id = i.contract_id
      JOIN customers cu ON cu.id = c.customer_id
      JOIN providers pr ON pr.id = c.provider_id
      CROSS JOIN LATERAL (SELECT ${regionAt('c.customer_id', 'i.received_at')} AS region) f
      JOIN plans p ON p.id = i.plan_id
    ${filter.where()}
    GROUP BY 1, 2, 3, 4
    LIMIT ${MOST_RESPONSE_ROWS + 1}`;
  return context.database.sql.rows<ResponseRow>(text, filter.values);
}
