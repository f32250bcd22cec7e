import { RequestContext } from '../../catalog/request-context';
import { groupedInOrderOf } from '../../platform/reads/align-rows';
import { statement } from '../../platform/sql';
import { Batch } from '../../platform/reads/reader';
import { PlanPeriod } from '../domain/plan-period';

interface PlanPeriodRow {
  readonly contractId: string;
  readonly planId: string;
  readonly from: Date;
  readonly to: Date | null;
}

const OF_CONTRACTS = statement(
  'plan-periods-of-contracts',
  `SELECT contract_id AS "contractId", plan_id AS "planId", valid_from AS "from", valid_to AS "to"
   FROM contract_plans WHERE contract_id = ANY($1::bigint[]) ORDER BY valid_from`,
);

const rowsOfContracts: Batch<string, readonly PlanPeriodRow[]> = async ({ database }, contractIds) => {
  const rows = await database.sql.rows<PlanPeriodRow>(OF_CONTRACTS, [contractIds]);
  return groupedInOrderOf(contractIds, rows, (row) => row.contractId);
};

/** The plans of a contract that the caller sees, oldest first, a scheduled one included. */
export async function planPeriodsOf(
  context: RequestContext,
  contractId: string,
): Promise<readonly PlanPeriod[]> {
  const rows = await context.load(rowsOfContracts, contractId);
  const plans = await context.catalog.plansOf(rows.map((row) => row.planId));
  return rows.map(({ from, to }, index) => ({ from, to, plan: plans[index]! }));
}
