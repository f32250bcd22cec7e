import { RequestContext } from '../../catalog/request-context';
import { beforeEnd } from '../../contracts/domain/contract-state';
import { planPeriodAt } from '../../contracts/persistence/plan-in-force';
import { openedInYear, usedInYear } from '../../contracts/persistence/usage-counters';
import { firstRow, Sql, statement } from '../../platform/sql';
import { DeliveryFacts } from '../domain/deliver-block';
import { LockedBlock } from './lock-block';

type FactsRow = Omit<DeliveryFacts, 'block' | 'state' | 'plan'> & { readonly planId: string };

const FACTS = statement(
  'consulting-delivery-facts',
  `SELECT d.plan_id AS "planId",
     (SELECT count(*)::int FROM consulting_blocks b WHERE b.contract_id = $1 AND b.contract_year = $3
       AND b.source = 'INCLUDED' AND b.status = 'DELIVERED'
       AND (d.valid_to IS NULL OR b.delivered_at < d.valid_to))
       + ${openedInYear('includedBlocks', '$1', '$3')} AS "deliveredSoFar",
     ${usedInYear('includedBlocks', '$1', '$3')} AS "includedUsed"
   FROM ${planPeriodAt('$1', '$2::timestamptz')} d`,
);

/** The facts for the delivery of a locked block at an instant. Domain sections 5 and 6. */
export async function readDeliveryFacts(
  { catalog }: RequestContext,
  sql: Sql,
  { block, state }: LockedBlock,
  deliveredAt: Date,
): Promise<DeliveryFacts> {
  const row = (await firstRow<FactsRow>(sql, FACTS, [
    state.id,
    beforeEnd(state, deliveredAt),
    block.contractYear,
  ]))!;
  const { planId, ...facts } = row;
  return { block, state, plan: await catalog.plan(planId, sql), ...facts };
}
