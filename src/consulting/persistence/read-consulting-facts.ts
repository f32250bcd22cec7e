import { RequestContext } from '../../catalog/request-context';
import { beforeEnd, comingPlanInYear, ContractState } from '../../contracts/domain/contract-state';
import { contractYearOn } from '../../contracts/domain/contract-dates';
import { quotaInstant } from '../../contracts/domain/quota';
import { planIdAt } from '../../contracts/persistence/plan-in-force';
import { usedInYear } from '../../contracts/persistence/usage-counters';
import { dateAt } from '../../shared/domain/local-date';
import { firstRow, Sql, statement } from '../../platform/sql';
import { ConsultingFacts, withFewerBlocks } from '../domain/consulting-facts';

interface FactsRow {
  readonly planId: string;
  readonly quotaPlanId: string;
  readonly includedUsed: number;
}

const FACTS = statement(
  'consulting-facts',
  `SELECT ${planIdAt('$1', '$2::timestamptz')} AS "planId", ${planIdAt('$1', '$3::timestamptz')} AS "quotaPlanId",
     ${usedInYear('includedBlocks', '$1', '$4')} AS "includedUsed"`,
);

/** The facts for an appointment that begins at an instant, as they are known now. Domain sections 6 and 7. */
export async function readConsultingFacts(
  { catalog }: RequestContext,
  sql: Sql,
  state: ContractState,
  startsAt: Date,
  now: Date,
): Promise<ConsultingFacts> {
  const contractYear = contractYearOn(state.activatesOn, dateAt(startsAt, state.timeZone));
  const quotaAt = beforeEnd(state, quotaInstant(startsAt, now, contractYear, state.timeZone));
  const row = (await firstRow<FactsRow>(sql, FACTS, [
    state.id,
    beforeEnd(state, startsAt),
    quotaAt,
    contractYear?.number ?? null,
  ]))!;
  const plan = await catalog.plan(row.planId, sql);
  const quotaPlan = await catalog.plan(row.quotaPlanId, sql);
  const comingPlanId = comingPlanInYear(state, startsAt, contractYear);
  const comingPlan = comingPlanId === null ? quotaPlan : await catalog.plan(comingPlanId, sql);
  return {
    state,
    plan,
    quotaPlan: withFewerBlocks(quotaPlan, comingPlan),
    contractYear,
    includedUsed: row.includedUsed,
  };
}
