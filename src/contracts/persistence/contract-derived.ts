import { Sql, statement } from '../../platform/sql';
import { dayOf, planIdNow } from './contracts';

const startOf = (date: string) => `(${date}::timestamp AT TIME ZONE c.time_zone)`;
const granted = (plan: string, what: string) => `(${plan}.definition->'entitlements'->>'${what}')::int`;
const monthsAfterActivation = (months: string) =>
  `(c.activates_on + make_interval(months => ${months}))::date`;

/** Keeps PostgreSQL from writing a subquery out wherever it is used, each in the next: to plan that takes three times as long. */
const ONCE = 'OFFSET 0';

/**
 * SQL, lateral to a contract `c`, for what lists are filtered and ordered by and that follows from its schedule and the
 * calendar: `statusAt`, `nextRenewal`, `noticeDeadline`, `contactsDueOn` and the limits of `snapshotOf`, as they are from
 * `derived_from` until before `derived_until`. A limit is null where there is none, and where the contract grants nothing.
 * `at` is SQL for an instant; tests and the doctor hold it against the rules.
 */
export function derivedAt(at: string): string {
  return `LATERAL (
    SELECT s.status, p.id AS current_plan_id, r.renews_on,
      r.renews_on - greatest(1, (p.definition->'terms'->>'noticeDays')::int) AS notice_deadline,
      c.ordered_on + (p.definition->'terms'->>'contactsDueDays')::int AS contacts_due_on,
      CASE WHEN NOT s.is_over THEN least(${granted('p', 'maxNamedContacts')}, ${granted('n', 'maxNamedContacts')}) END
        AS contacts_allowed,
      CASE WHEN NOT s.is_over THEN least(${granted('p', 'maxSatellites')}, ${granted('n', 'maxSatellites')}) END
        AS satellites_allowed,
      y.starts_on AS year_starts_on,
      CASE WHEN y.starts_on IS NOT NULL THEN ${granted('p', 'maxIncidentsPerYear')} END AS incidents_allowed,
      CASE WHEN y.starts_on IS NOT NULL THEN least(${granted('p', 'includedConsultingBlocks')},
        CASE WHEN c.next_plan_from < ${startOf('y.ends_on')} THEN ${granted('n', 'includedConsultingBlocks')} END) END
        AS included_blocks_allowed,
      b.derived_from, b.derived_until
    FROM (SELECT ${dayOf(at)} AS today, ${startOf('c.notice_ends_on')} AS ends_at) t
      JOIN plans p ON p.id = ${planIdNow(at)}
      LEFT JOIN plans n ON n.id = c.next_plan_id AND c.next_plan_from > ${at}
        AND (t.ends_at IS NULL OR c.next_plan_from < t.ends_at)
      CROSS JOIN LATERAL (SELECT CASE WHEN c.cancelled_at IS NOT NULL THEN 'CANCELLED'
          WHEN c.notice_ends_on <= t.today THEN 'ENDED'
          WHEN t.today < c.activates_on THEN 'ORDERED'
          WHEN c.notice_ends_on IS NULL THEN 'ACTIVE' ELSE 'NOTICE_GIVEN' END AS status,
        c.cancelled_at IS NOT NULL OR coalesce(c.notice_ends_on <= t.today, false) AS is_over,
        (date_part('year', t.today) - date_part('year', c.activates_on))::int AS years,
        (date_part('month', t.today) - date_part('month', c.activates_on))::int AS months ${ONCE}) s
      CROSS JOIN LATERAL (SELECT greatest(1, floor((s.years * 12 + s.months)::numeric / c.term_months))::int AS n ${ONCE}) k
      CROSS JOIN LATERAL (SELECT k.n + (${monthsAfterActivation('k.n * c.term_months')} <= t.today)::int AS n ${ONCE}) renewal
      LEFT JOIN LATERAL (SELECT ${monthsAfterActivation('renewal.n * c.term_months')} AS renews_on,
        CASE WHEN renewal.n > 1 THEN ${monthsAfterActivation('(renewal.n - 1) * c.term_months')} END AS renewed_on ${ONCE}) r
        ON c.notice_ends_on IS NULL AND c.cancelled_at IS NULL
      CROSS JOIN LATERAL (SELECT s.years - (${monthsAfterActivation('s.years * 12')} > t.today)::int AS n ${ONCE}) contract_year
      LEFT JOIN LATERAL (SELECT ${monthsAfterActivation('contract_year.n * 12')} AS starts_on,
        ${monthsAfterActivation('contract_year.n * 12 + 12')} AS ends_on ${ONCE}) y
        ON t.today >= c.activates_on AND NOT s.is_over
      CROSS JOIN LATERAL (SELECT coalesce(max(turn) FILTER (WHERE turn <= ${at}), '-infinity') AS derived_from,
          coalesce(min(turn) FILTER (WHERE turn > ${at}), 'infinity') AS derived_until
        FROM unnest(ARRAY[${startOf('c.activates_on')}, t.ends_at, c.next_plan_from, ${startOf('r.renews_on')},
          ${startOf('r.renewed_on')}, ${startOf('y.starts_on')}, ${startOf('y.ends_on')}]) AS turn) b
  ) d`;
}

/** The columns of `contracts` in which it is kept. */
export const KEPT_OF_CONTRACT = [
  'status',
  'current_plan_id',
  'renews_on',
  'notice_deadline',
  'contacts_due_on',
  'contacts_allowed',
  'satellites_allowed',
  'derived_from',
  'derived_until',
] as const;

/** The columns of `contract_years` in which the limits of the running year are kept; null in every other year. */
export const KEPT_OF_YEAR = ['incidents_allowed', 'included_blocks_allowed'] as const;

const of = (alias: string, columns: readonly string[]) =>
  columns.map((column) => `${alias}.${column}`).join(', ');
const IN_RUNNING_YEAR = KEPT_OF_YEAR.map(
  (column) => `CASE WHEN y.starts_on = d.year_starts_on THEN d.${column} END`,
).join(', ');

const KEEP = statement(
  'keep-derived',
  `WITH d AS (
     SELECT c.id, d.* FROM contracts c CROSS JOIN ${derivedAt('$2::timestamptz')} WHERE c.id = ANY($1::bigint[])
   ), years AS (
     UPDATE contract_years y SET (${KEPT_OF_YEAR.join(', ')}) = ROW (${IN_RUNNING_YEAR}) FROM d
     WHERE y.contract_id = d.id AND (${of('y', KEPT_OF_YEAR)}) IS DISTINCT FROM (${IN_RUNNING_YEAR})
   )
   UPDATE contracts kept SET (${KEPT_OF_CONTRACT.join(', ')}) = ROW (${of('d', KEPT_OF_CONTRACT)}) FROM d
   WHERE kept.id = d.id AND (${of('kept', KEPT_OF_CONTRACT)}) IS DISTINCT FROM (${of('d', KEPT_OF_CONTRACT)})`,
);

/**
 * Writes what is derived of contracts at an instant into their rows, which the transaction has locked or made. Until time
 * turns it, lists read it there; afterwards they derive it themselves, until it is written again.
 */
export async function keepDerived(sql: Sql, contractIds: readonly string[], now: Date): Promise<void> {
  await sql.rows(KEEP, [contractIds, now]);
}
