/**
 * `nextRenewal` and `noticeDeadline` of the domain, said in SQL over the contract `c`; a test holds the two against each
 * other. `today` and `planId`, of the plan in force, are SQL of ours.
 */
export function noticeDeadlineOf(today: string, planId: string): string {
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
