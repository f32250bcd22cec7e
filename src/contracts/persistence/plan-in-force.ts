import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { groupedInOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { columnsOf } from '../../platform/columns';
import { firstRow, Sql, statement } from '../../platform/sql';
import { PlanPeriod } from '../domain/timeline';
import { ContractPlanEntity } from './contract-plan.entity';

/**
 * SQL for the plan in force at an instant, scheduled changes included; before the order, the one that was ordered.
 * Both arguments are SQL from the code: a column or a placeholder.
 */
export function planIdAt(contractId: string, instant: string): string {
  return `(SELECT p.plan_id ${periodAt(contractId, instant)})`;
}

function periodAt(contractId: string, instant: string): string {
  return `FROM contract_plans p WHERE p.contract_id = ${contractId} AND (p.valid_to IS NULL OR ${instant} < p.valid_to)
    ORDER BY p.valid_from LIMIT 1`;
}

/**
 * SQL for the row of `contract_plans` that `planIdAt` takes its plan from, for a FROM clause. Both arguments are SQL: a
 * column or a placeholder.
 */
export function planPeriodAt(contractId: string, instant: string): string {
  return `(SELECT p.plan_id, p.valid_from, p.valid_to ${periodAt(contractId, instant)})`;
}

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

const CHANGES_FROM = statement(
  'plan-changes-from',
  `SELECT p.plan_id AS "planId", p.valid_from AS from, p.valid_to IS NULL AS "isLast" FROM contract_plans p
   WHERE p.contract_id = $1 AND p.valid_from >= $2 AND ($3::timestamptz IS NULL OR p.valid_from < $3) ORDER BY p.valid_from`,
);

/** A change to a plan, and whether none comes after it. */
export interface PlanChangeRow {
  readonly planId: string;
  readonly from: Date;
  readonly isLast: boolean;
}

/** The changes of a contract's plan, made and scheduled, that count from an instant in [from, until); null: for ever. */
export function planChangesFrom(
  sql: Sql,
  contractId: string,
  from: Date,
  until: Date | null,
): Promise<PlanChangeRow[]> {
  return sql.rows<PlanChangeRow>(CHANGES_FROM, [contractId, from, until]);
}

interface PlanPeriodRow {
  readonly contractId: string;
  readonly planId: string;
  readonly from: Date;
  readonly to: Date | null;
}

const PERIOD_COLUMNS = columnsOf(ContractPlanEntity, 'p', {
  contractId: 'contractId',
  planId: 'planId',
  from: 'validFrom',
  to: 'validTo',
});
const OF_CONTRACTS = statement(
  'plan-periods-of-contracts',
  `SELECT ${PERIOD_COLUMNS} FROM contract_plans p WHERE p.contract_id = ANY($1::bigint[]) ORDER BY p.valid_from`,
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
  context: RequestContext,
  contractId: string,
): Promise<readonly PlanPeriod[]> {
  const rows = await context.load(rowsOfContracts, contractId);
  const plans = await context.catalog.plansOf(rows.map((row) => row.planId));
  return rows.map(({ from, to }, index) => ({ from, to, plan: plans[index]! }));
}
