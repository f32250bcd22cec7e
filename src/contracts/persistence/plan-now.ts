/**
 * SQL for the plan of a contract `c` in force at the present instant `at`, from its own row; after the end, the last one
 * that was. The clock of the time zone is asked only where a plan has followed another and an end is known.
 */
export function planIdNow(at: string): string {
  return `CASE WHEN c.next_plan_from <= ${at} AND (c.notice_ends_on IS NULL
      OR c.next_plan_from < c.notice_ends_on::timestamp AT TIME ZONE c.time_zone)
    THEN c.next_plan_id ELSE c.plan_id END`;
}

/** SQL for a column of the coming change of plan, null where none is to come. */
export function ofComingPlan(column: 'next_plan_id' | 'next_plan_from', at: string): string {
  return `CASE WHEN c.next_plan_from > ${at} THEN c.${column} END`;
}
