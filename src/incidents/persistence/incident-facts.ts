import { RequestContext } from '../../catalog/request-context';
import { usedInYear } from '../../contracts/persistence/usage-counters';
import { regionAt } from '../../customers/persistence/customers';
import { Region } from '../../catalog/domain/plan';
import { beforeEnd, ContractState } from '../../contracts/domain/contract-state';
import { contractYearOn } from '../../contracts/domain/contract-dates';
import { quotaInstant } from '../../contracts/domain/quota';
import { planIdAt } from '../../contracts/persistence/plan-in-force';
import { dateAt } from '../../shared/domain/local-date';
import { firstRow, Sql, statement } from '../../platform/sql';
import { IncidentFacts } from '../domain/incident-facts';
import { NewIncident } from './insert-incidents';
import { LockedForIncident } from './lock-for-incidents';

interface FactsRow {
  readonly planId: string;
  readonly quotaPlanId: string;
  readonly usedInYear: number;
  readonly region: Region;
}

const FACTS = statement(
  'incident-facts',
  `SELECT ${planIdAt('$1', '$6::timestamptz')} AS "planId", ${planIdAt('$1', '$3::timestamptz')} AS "quotaPlanId",
     ${regionAt('$5', '$2')} AS region,
     ${usedInYear('incidents', '$1', '$4')} AS "usedInYear"`,
);

/**
 * The facts for a request that is received at the instant of the state, which tells plan, region and count of then. Inside
 * a transaction, `sql` is the transaction's.
 */
export async function incidentFactsOf(
  { catalog }: RequestContext,
  state: ContractState,
  at: Date,
  sql?: Sql,
): Promise<IncidentFacts> {
  const plan = await catalog.plan(state.planId, sql);
  return {
    state,
    provider: await catalog.provider(state.providerId),
    plan,
    quotaPlan: plan,
    contractYear: contractYearOn(state.activatesOn, dateAt(at, state.timeZone)),
    usedInYear: state.incidentsUsed,
    partnerId: state.partnerId,
  };
}

/**
 * The facts for a request that was received at an instant, as they are known now: plan and region are those of then.
 * The quota is the plan's that is in force latest in the contract year of receipt, since a change of plan in a year
 * counts for the whole of it. Requests that the same transaction has accepted and not yet written count as used.
 * Domain section 7.
 */
export async function readIncidentFacts(
  context: RequestContext,
  sql: Sql,
  { state, now }: Pick<LockedForIncident, 'state' | 'now'>,
  receivedAt: Date,
  accepted: readonly NewIncident[],
): Promise<IncidentFacts> {
  const facts =
    receivedAt === now
      ? await incidentFactsOf(context, state, now, sql)
      : await factsOfThen(context, sql, state, receivedAt, now);
  const taken = accepted.filter(
    ({ incident, year }) => incident.contractId === state.id && year.number === facts.contractYear?.number,
  );
  return taken.length === 0 ? facts : { ...facts, usedInYear: facts.usedInYear + taken.length };
}

async function factsOfThen(
  { catalog }: RequestContext,
  sql: Sql,
  state: ContractState,
  receivedAt: Date,
  now: Date,
): Promise<IncidentFacts> {
  const contractYear = contractYearOn(state.activatesOn, dateAt(receivedAt, state.timeZone));
  const quotaAt = beforeEnd(state, quotaInstant(receivedAt, now, contractYear, state.timeZone));
  const planAt = beforeEnd(state, receivedAt);
  const values = [state.id, receivedAt, quotaAt, contractYear?.number ?? null, state.customerId, planAt];
  const row = (await firstRow<FactsRow>(sql, FACTS, values))!;
  const provider = await catalog.provider(state.providerId);
  const plan = await catalog.plan(row.planId, sql);
  const quotaPlan = await catalog.plan(row.quotaPlanId, sql);
  return {
    state: { ...state, region: row.region },
    provider,
    plan,
    quotaPlan,
    contractYear,
    usedInYear: row.usedInYear,
    partnerId: state.partnerId,
  };
}
