import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { firstRow, Sql, statement } from '../../platform/sql';
import { planIdAt } from './plan-id-at';

const PLAN_AT = statement('plan-at', `SELECT ${planIdAt('$1', '$2::timestamptz')} AS "planId"`);

/** The plan of a contract in force at an instant, as it is known now: a scheduled change counts. */
export async function readPlanAt(
  { catalog }: RequestContext,
  sql: Sql,
  contractId: string,
  instant: Date,
): Promise<Plan> {
  const row = await firstRow<{ planId: string }>(sql, PLAN_AT, [contractId, instant]);
  return catalog.plan(row!.planId, sql);
}
