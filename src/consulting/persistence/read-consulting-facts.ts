import { RequestContext } from '../../catalog/request-context';
import { beforeEnd, comingPlanInYear, ContractState } from '../../contracts/domain/contract-state';
import { ContractYear, contractYearOn } from '../../contracts/domain/contract-dates';
import { quotaInstant } from '../../contracts/domain/quota';
import { planIdAt } from '../../contracts/persistence/plan-in-force';
import { usedInYear } from '../../contracts/persistence/usage-counters';
import { dateAt } from '../../shared/domain/local-date';
import { allEnded } from '../../platform/all-ended';
import { Sql, statement } from '../../platform/sql';
import { ConsultingFacts, withFewerBlocks } from '../domain/consulting-facts';

interface FactsRow {
  readonly planId: string;
  readonly quotaPlanId: string;
  readonly includedUsed: number;
}

const FACTS = statement(
  'consulting-facts',
  `SELECT ${planIdAt('a.contract_id', 'a.starts_at')} AS "planId", ${planIdAt('a.contract_id', 'a.quota_at')} AS "quotaPlanId",
     ${usedInYear('includedBlocks', 'a.contract_id', 'a.year')} AS "includedUsed"
   FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::int[]) WITH ORDINALITY
     AS a (contract_id, starts_at, quota_at, year, nth) ORDER BY a.nth`,
);

/** An appointment that is asked for, and its contract. */
export interface AskedAppointment {
  readonly state: ContractState;
  readonly startsAt: Date;
}

/** The facts for an appointment that begins at an instant, as they are known now. Domain sections 6 and 7. */
export async function readConsultingFacts(
  context: RequestContext,
  sql: Sql,
  state: ContractState,
  startsAt: Date,
  now: Date,
): Promise<ConsultingFacts> {
  const [facts] = await readFactsOfAppointments(context, sql, [{ state, startsAt }], now);
  return facts!;
}

/** The same for several appointments, in their order. */
export async function readFactsOfAppointments(
  context: RequestContext,
  sql: Sql,
  asked: readonly AskedAppointment[],
  now: Date,
): Promise<readonly ConsultingFacts[]> {
  const years = asked.map(({ state, startsAt }) =>
    contractYearOn(state.activatesOn, dateAt(startsAt, state.timeZone)),
  );
  const rows = await sql.rows<FactsRow>(FACTS, [
    asked.map(({ state }) => state.id),
    asked.map(({ state, startsAt }) => beforeEnd(state, startsAt)),
    asked.map(({ state, startsAt }, nth) =>
      beforeEnd(state, quotaInstant(startsAt, now, years[nth]!, state.timeZone)),
    ),
    years.map((year) => year?.number ?? null),
  ]);
  return allEnded(...rows.map((row, nth) => factsOf(context, sql, asked[nth]!, years[nth]!, row)));
}

async function factsOf(
  { catalog }: RequestContext,
  sql: Sql,
  { state, startsAt }: AskedAppointment,
  contractYear: ContractYear | null,
  row: FactsRow,
): Promise<ConsultingFacts> {
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
