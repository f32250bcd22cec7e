import { inOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { columnsOf } from '../../platform/columns';
import { statement } from '../../platform/sql';
import { ContractPlanChangeEntity } from './contract-plan-change.entity';

/** A change of plan, from when it counts, and when it was recorded. */
export interface RecordedPlanChange {
  readonly contractId: string;
  readonly planId: string;
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
}

const COLUMNS = columnsOf(ContractPlanChangeEntity, 'g', [
  'contractId',
  'planId',
  'effectiveAt',
  'recordedAt',
]);
const NEWEST = statement(
  'newest-plan-changes',
  `SELECT DISTINCT ON (g.contract_id) ${COLUMNS} FROM contract_plan_changes g
   WHERE g.contract_id = ANY($1::bigint[]) AND g.withdrawn_at IS NULL ORDER BY g.contract_id, g.id DESC`,
);

/** The newest change of plan that was not withdrawn, of contracts that the caller sees, null without one; it may be made. */
export const newestPlanChanges = batch<RecordedPlanChange | null>(
  'newest-plan-changes',
  async ({ database }, contractIds) => {
    const rows = await database.sql.rows<RecordedPlanChange>(NEWEST, [contractIds]);
    return inOrderOf(contractIds, rows, (row) => row.contractId);
  },
);
