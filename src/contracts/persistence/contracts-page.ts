import { Filter, keysetPage } from '../../platform/reads/keyset-page';
import { RequestContext } from '../../catalog/request-context';
import { narrow } from '../../platform/scoped-filter';
import { LocalDate } from '../../shared/domain/local-date';
import { Page, PageRequest } from '../../shared/domain/page';
import { ContractState, ContractStatus } from '../domain/contract-state';
import { planIdNow, stateNowColumns, stateNowFrom } from './contracts';

export interface ContractFilter {
  readonly customerId?: string | null;
  readonly status?: ContractStatus | null;
  readonly planCode?: string | null;
  readonly providerCode?: string | null;
  /** Exclusive. Contracts under notice have no deadline, and are left out. */
  readonly noticeDeadlineBefore?: LocalDate | null;
}

/** Contracts in the order in which they were recorded. */
export function contractsPage(
  context: RequestContext,
  { customerId, status, planCode, providerCode, noticeDeadlineBefore }: ContractFilter,
  request: PageRequest,
): Promise<Page<ContractState>> {
  const filter = Filter.none();
  const now = `${filter.value(context.clock.now())}::timestamptz`;
  const today = `(${now} AT TIME ZONE c.time_zone)::date`;
  narrow(filter, context, (sees) => sees.contract('c'));
  filter.when(customerId, (id) => `c.customer_id = ${id}`);
  if (status != null) filter.add(statusCondition(status, today));
  filter.when(
    planCode,
    (code) => `EXISTS (SELECT FROM plans WHERE plans.id = ${planIdNow(now)} AND plans.code = ${code})`,
  );
  filter.when(
    providerCode,
    (code) =>
      `EXISTS (SELECT FROM providers WHERE providers.id = c.provider_id AND providers.code = ${code})`,
  );
  filter.when(
    noticeDeadlineBefore,
    (date) =>
      `c.notice_ends_on IS NULL AND c.cancelled_at IS NULL AND ${noticeDeadlineOf(today, planIdNow(now))} < ${date}::date`,
  );
  const query = {
    list: 'contracts',
    select: stateNowColumns(now),
    from: stateNowFrom(now),
    // With the instant, which not every filter uses: PostgreSQL wants to know the type of every bound value.
    counted: `contracts c, (SELECT ${now}) instant`,
    filter,
    order: [{ sql: 'c.id', type: 'id' as const }],
  };
  return keysetPage<ContractState>(context.database.sql, query, request);
}

/** `statusAt` of the domain, said in SQL; a test holds the two against each other. */
function statusCondition(status: ContractStatus, today: string): string {
  const cancelled = 'c.cancelled_at IS NOT NULL';
  const ended = `coalesce(c.notice_ends_on <= ${today}, false)`;
  switch (status) {
    // A contract that can be listed was ordered.
    case 'NOT_ORDERED':
      return 'false';
    case 'CANCELLED':
      return cancelled;
    case 'ENDED':
      return `NOT ${cancelled} AND ${ended}`;
    case 'ORDERED':
      return `NOT ${cancelled} AND NOT ${ended} AND ${today} < c.activates_on`;
    case 'ACTIVE':
      return `NOT ${cancelled} AND c.notice_ends_on IS NULL AND ${today} >= c.activates_on`;
    case 'NOTICE_GIVEN':
      return `NOT ${cancelled} AND c.notice_ends_on > ${today} AND ${today} >= c.activates_on`;
  }
}

/**
 * `nextRenewal` and `noticeDeadline` of the domain, said in SQL over the contract `c`; a test holds the two against each
 * other. `today` and `planId`, of the plan in force, are trusted SQL.
 */
function noticeDeadlineOf(today: string, planId: string): string {
  const months = `(date_part('year', ${today}) - date_part('year', c.activates_on)) * 12
    + date_part('month', ${today}) - date_part('month', c.activates_on)`;
  const n = `greatest(1, floor((${months}) / c.term_months))::int`;
  return `(
    SELECT min(renewal.on_date) - greatest(1, (plans.definition->'terms'->>'noticeDays')::int)
    FROM plans, generate_series(${n}, ${n} + 1) AS n,
      LATERAL (SELECT (c.activates_on + make_interval(months => n * c.term_months))::date AS on_date) AS renewal
    WHERE plans.id = ${planId} AND renewal.on_date > ${today}
    GROUP BY plans.id)`;
}
