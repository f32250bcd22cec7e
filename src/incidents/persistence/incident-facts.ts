import { EVERYTHING, TenantScope } from '../../shared/domain/tenant-scope';
import { inOrderOf } from '../../platform/reads/align-rows';
import { firstRow, Sql, statement } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
import { IncidentFacts, Reporter } from '../domain/incident-facts';
import { beforeEnd, ContractState, Standing } from '../../contracts/domain/contract-state';
import { lockAndRead, LockedContract } from '../../contracts/persistence/lock-contract';
import { RequestContext } from '../../catalog/request-context';
import { usedInYear } from '../../contracts/persistence/usage-counters';
import { regionAt } from '../../customers/persistence/customers';
import { Region } from '../../catalog/domain/plan';
import { contractYearOn } from '../../contracts/domain/contract-dates';
import { quotaInstant } from '../../contracts/domain/quota';
import { planIdAt } from '../../contracts/persistence/plan-in-force';
import { dateAt } from '../../shared/domain/local-date';
import { allEnded } from '../../platform/all-ended';
import { columnsOf } from '../../platform/columns';
import { ContractEntity } from '../../contracts/persistence/contract.entity';
import { IncidentNumbers, NewIncident, takeNumbers } from './insert-incidents';

type ReporterRow = Omit<Reporter, 'contractDates'> & Omit<Standing, 'isOrdered'>;

const CONTRACT_DATES = columnsOf(ContractEntity, 'c', [
  'activatesOn',
  'noticeEndsOn',
  'cancelledAt',
  'timeZone',
]);

const BY_IDS = statement(
  'reporters-by-ids',
  `SELECT k.id, k.contract_id AS "contractId", c.customer_id AS "customerId", c.provider_id AS "providerId",
     k.name, k.email, k.phone, k.valid_from AS since, k.valid_to AS until, ${CONTRACT_DATES}
   FROM named_contacts k JOIN contracts c ON c.id = k.contract_id
   WHERE k.id = ANY($1::bigint[]) AND ($2::bigint IS NULL OR c.provider_id = $2)`,
);

function reporterOf(row: ReporterRow): Reporter {
  const { activatesOn, noticeEndsOn, cancelledAt, timeZone, ...reporter } = row;
  const contractDates = { isOrdered: true, activatesOn, noticeEndsOn, cancelledAt, timeZone };
  return { ...reporter, contractDates };
}

/**
 * The contacts as reporters, current or former, by their ids: of any contract, and for staff that is bound to a provider of those
 * with it, since no other contact may report under one of them.
 */
export async function readReporters(
  sql: Sql,
  { providerId }: TenantScope,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, Reporter>> {
  const rows = await sql.rows<ReporterRow>(BY_IDS, [contactIds, providerId]);
  return new Map(rows.map((row) => [row.id, reporterOf(row)]));
}

/**
 * The same for many, outside a transaction. Not narrowed to the caller's own contracts, since a contact of the
 * customer's partner may report: return one only to a caller who sees an incident of his, or where the rule lets him pass.
 */
export const reportersById = batch<Reporter | null>('reporters-by-ids', async ({ database, scope }, ids) => {
  const rows = await database.sql.rows<ReporterRow>(BY_IDS, [ids, scope.providerId]);
  return inOrderOf(ids, rows.map(reporterOf), (reporter) => reporter.id);
});

interface Request {
  readonly context: RequestContext;
  readonly input: { readonly contractId: string; readonly contactId: string };
}

/** What is known of a request whose contract is locked, and the instant from which it holds. */
export interface LockedForIncident extends LockedContract {
  /** Null: there is no such contact. */
  readonly reporter: Reporter | null;
  /** Of the incident, if the request is accepted. */
  readonly numbers: IncidentNumbers;
}

/**
 * Locks the contracts of several requests of one tenant scope, then reads the facts about them: in this order, as `lockContract` does. In
 * the order of the requests; null where the contract is not locked, or the callers do not see it.
 */
export async function lockForIncidents(
  sql: Sql,
  requests: readonly Request[],
  waits: boolean,
): Promise<readonly (LockedForIncident | null)[]> {
  const { scope } = requests[0]!.context;
  const contactIds = requests.map(({ input }) => input.contactId);
  const [contracts, [reporters, numbers]] = await lockAndRead(
    sql,
    { requests, waits },
    { lockedBy: scope, seenBy: EVERYTHING },
    () => allEnded(readReporters(sql, scope, contactIds), takeNumbers(sql, requests.length)),
  );
  return contracts.map((contract, nth) => {
    const reporter = reporters.get(contactIds[nth]!) ?? null;
    return contract && { ...contract, reporter, numbers: numbers[nth]! };
  });
}

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

/** The same for a request of long ago, whatever was accepted since. */
export async function factsOfThen(
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
