import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { firstRow, Sql, statement } from '../../platform/sql';
import { Refusal, ruleBroken } from '../../shared/domain/refusal';
import { ContractState } from '../domain/contract-state';
import { HeldByContract, IncludedBlock, PlanChangeFacts } from '../domain/plan-change-facts';

/** What is known about a change of a contract to a plan. Inside a transaction, `sql` is the transaction's. */
export async function readPlanChangeFacts(
  { catalog }: RequestContext,
  sql: Sql,
  state: ContractState,
  plan: Plan,
): Promise<PlanChangeFacts> {
  return {
    state,
    plan,
    planInForce: await catalog.plan(state.planId, sql),
    scheduledPlan: state.nextPlanId === null ? null : await catalog.plan(state.nextPlanId, sql),
    soldPlans: await catalog.currentPlans(state.providerId),
    held: await heldByContract(sql, state.id),
  };
}

export function unknownPlan(): Refusal {
  return ruleBroken('NOT_FOUND', 'There is no such plan.', ['input', 'planId']);
}

interface HeldRow {
  readonly contactNames: readonly string[];
  readonly satelliteNames: readonly string[];
  readonly includedBlocks: readonly (Omit<IncludedBlock, 'startsAt'> & { readonly startsAt: string })[];
}

// Read here and not by the features that own the tables: they lie downstream of this one.
const HELD = statement(
  'held-by-contract',
  `SELECT
     ARRAY(SELECT name FROM named_contacts WHERE contract_id = $1 AND valid_to IS NULL ORDER BY id) AS "contactNames",
     ARRAY(SELECT name FROM satellites WHERE contract_id = $1 AND decommissioned_at IS NULL ORDER BY id) AS "satelliteNames",
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
         'contractYear', contract_year, 'startsAt', starts_at, 'subject', subject, 'isBooked', status = 'BOOKED'
       ) ORDER BY contract_year, starts_at, id), '[]')
      FROM consulting_blocks
      WHERE contract_id = $1 AND source = 'INCLUDED' AND status IN ('BOOKED', 'DELIVERED')) AS "includedBlocks"`,
);

/** What a contract holds now, by name. */
async function heldByContract(sql: Sql, contractId: string): Promise<HeldByContract> {
  const held = (await firstRow<HeldRow>(sql, HELD, [contractId]))!;
  const includedBlocks = held.includedBlocks.map((block) => ({
    ...block,
    startsAt: new Date(block.startsAt),
  }));
  return { ...held, includedBlocks };
}
