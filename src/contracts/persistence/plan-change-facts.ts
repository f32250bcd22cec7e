import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { firstRow, Sql, statement } from '../../platform/sql';
import { Refusal, ruleBroken } from '../../shared/domain/refusal';
import { ContractState } from '../domain/contract-state';
import { InUseByContract, IncludedBlock, PlanChangeFacts } from '../domain/plan-change';

/** What is known about a change of a contract to a plan. Inside a transaction, `sql` is the transaction's. */
export async function readPlanChangeFacts(
  { catalog }: RequestContext,
  sql: Sql,
  state: ContractState,
  plan: Plan,
): Promise<PlanChangeFacts> {
  const { scheduledRecordedAt, ...inUse } = await inUseByContract(sql, state);
  return {
    state,
    plan,
    planInForce: await catalog.plan(state.planId, sql),
    scheduledPlan: state.nextPlanId === null ? null : await catalog.plan(state.nextPlanId, sql),
    scheduledRecordedAt,
    soldPlans: await catalog.currentPlans(state.providerId),
    inUse,
  };
}

export function unknownPlan(): Refusal {
  return ruleBroken('NOT_FOUND', 'There is no such plan.', ['input', 'planId']);
}

interface InUseRow {
  readonly contactNames: readonly string[];
  readonly satelliteNames: readonly string[];
  readonly includedBlocks: readonly (Omit<IncludedBlock, 'startsAt' | 'bookedAt'> & {
    readonly startsAt: string;
    readonly bookedAt: string;
  })[];
  readonly openings: InUseByContract['openings'];
  readonly scheduledRecordedAt: Date | null;
}

// Read here and not by the features that own the tables: they lie downstream of this one.
const IN_USE = statement(
  'in-use-by-contract',
  `SELECT
     ARRAY(SELECT name FROM named_contacts WHERE contract_id = $1 AND valid_to IS NULL ORDER BY id) AS "contactNames",
     ARRAY(SELECT name FROM satellites WHERE contract_id = $1 AND decommissioned_at IS NULL ORDER BY id) AS "satelliteNames",
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
         'contractYear', contract_year, 'startsAt', starts_at, 'subject', subject, 'bookedAt', booked_at, 'isBooked', status = 'BOOKED'
       ) ORDER BY contract_year, starts_at, id), '[]')
      FROM consulting_blocks
      WHERE contract_id = $1 AND source = 'INCLUDED' AND status IN ('BOOKED', 'DELIVERED')) AS "includedBlocks",
     (SELECT coalesce(jsonb_agg(jsonb_build_object('contractYear', contract_year, 'includedBlocks', included_blocks)), '[]')
      FROM usage_openings WHERE contract_id = $1 AND included_blocks > 0) AS openings,
     (SELECT max(recorded_at) FROM contract_plan_changes
      WHERE contract_id = $1 AND effective_at = $2 AND withdrawn_at IS NULL) AS "scheduledRecordedAt"`,
);

/** What a contract has in use now, by name, and since when its scheduled change is known. */
async function inUseByContract(
  sql: Sql,
  { id, nextPlanFrom }: ContractState,
): Promise<InUseByContract & Pick<PlanChangeFacts, 'scheduledRecordedAt'>> {
  const inUse = (await firstRow<InUseRow>(sql, IN_USE, [id, nextPlanFrom]))!;
  const includedBlocks = inUse.includedBlocks.map((block) => ({
    ...block,
    startsAt: new Date(block.startsAt),
    bookedAt: new Date(block.bookedAt),
  }));
  return { ...inUse, includedBlocks };
}
