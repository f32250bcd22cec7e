import { CatalogContext } from '../../catalog/catalog-context';
import { groupedInOrderOf } from '../../platform/reads/align-rows';
import { statement } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
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

const rowsOfContracts = batch<readonly PlanPeriodRow[]>(
  'plan-periods-of-contracts',
  async ({ database }, contractIds) => {
    const rows = await database.sql.rows<PlanPeriodRow>(OF_CONTRACTS, [contractIds]);
    return groupedInOrderOf(contractIds, rows, (row) => row.contractId);
  },
);

/** The plans of a contract that the caller sees, oldest first, a scheduled one included. */
export async function planPeriodsOf(
  context: CatalogContext,
  contractId: string,
): Promise<readonly PlanPeriod[]> {
  const rows = await context.load(rowsOfContracts, contractId);
  const plans = await context.catalog.plansOf(rows.map((row) => row.planId));
  return rows.map(({ from, to }, index) => ({ from, to, plan: plans[index]! }));
}
