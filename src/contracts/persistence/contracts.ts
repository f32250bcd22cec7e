import { inOrderOf, readByMoment, textOfKeyAt } from '../../platform/reads/align-rows';
import { batch, batchBy } from '../../platform/reads/batch';
import { RequestContext } from '../../catalog/request-context';
import { foldText } from '../../shared/domain/text';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { firstRow, Sql, statement } from '../../platform/sql';
import { TenantScope } from '../../shared/domain/tenant-scope';
import { Moment } from '../../shared/domain/moment';
import { comingPlanId, ContractIdentity, ContractState, isState } from '../domain/contract-state';
import { PlanFacts } from '../domain/quota';
import { HOURS_PER_CONSULTING_BLOCK } from '../../catalog/domain/plan';
import { columnsOf } from '../../platform/columns';
import { regionAt } from '../../customers/persistence/customers';
import { ContractEntity } from './contract.entity';
import { openedInYear } from './usage-counters';

/**
 * SQL for the plan of a contract `c` in force at the present instant `at`, from its own row; after the end, the last one
 * that was. The clock of the time zone is asked only where a plan has followed another and an end is known.
 */
export function planIdNow(at: string): string {
  return `CASE WHEN c.next_plan_from <= ${at} AND (c.notice_ends_on IS NULL
      OR c.next_plan_from < c.notice_ends_on::timestamp AT TIME ZONE c.time_zone)
    THEN c.next_plan_id ELSE c.plan_id END`;
}

/** SQL for the day of an instant in the time zone of a contract `c`. */
export function dayOf(at: string): string {
  return `(${at} AT TIME ZONE c.time_zone)::date`;
}

/** SQL for a column of the coming change of plan, null where none is to come. */
function ofComingPlan(column: 'next_plan_id' | 'next_plan_from', at: string): string {
  return `CASE WHEN c.next_plan_from > ${at} THEN c.${column} END`;
}

/** Columns that never change for a contract. Text shared by the state now and at another instant. */
export const CONTRACT_COLUMNS = columnsOf(ContractEntity, 'c', [
  'id',
  'number',
  'customerId',
  'providerId',
  'timeZone',
  'orderReceivedAt',
  'recordedAt',
  'orderReceivedOn',
  'activatesOn',
  'termMonths',
]);
const KEPT_COUNTERS = columnsOf(ContractEntity, 'c', [
  'contactsUsed',
  'satellitesUsed',
  'additionalBlocksOrdered',
  'additionalBlocksUsed',
]);
const STANDING = columnsOf(ContractEntity, 'c', ['noticeEndsOn', 'cancelledAt', 'suspendedSince']);

/** Columns of the state now: all of it is kept, so nothing is counted. `at` is the placeholder of the instant. */
export function stateNowColumns(at: string): string {
  return `${CONTRACT_COLUMNS}, true AS "isOrdered", cu.region, cu.partner_id AS "partnerId",
  ${planIdNow(at)} AS "planId", ${ofComingPlan('next_plan_id', at)} AS "nextPlanId",
  ${ofComingPlan('next_plan_from', at)} AS "nextPlanFrom", ${STANDING},
  ${KEPT_COUNTERS},
  coalesce(y.incidents_used, 0) AS "incidentsUsed", coalesce(y.included_blocks_used, 0) AS "includedBlocksUsed"`;
}

/** LATERAL: told so, PostgreSQL looks the year up for each contract of a page instead of walking through all years. */
export function stateNowFrom(at: string): string {
  return `contracts c
    JOIN customers cu ON cu.id = c.customer_id
    LEFT JOIN LATERAL (SELECT ends_on, incidents_used, included_blocks_used FROM contract_years
      WHERE contract_id = c.id AND starts_on <= ${dayOf(at)}
      ORDER BY number DESC LIMIT 1) y ON ${dayOf(at)} < y.ends_on`;
}

const STATES_NOW = scopedStatement(
  'contract-states-now',
  '$3',
  (sees) => `SELECT ${stateNowColumns('$2::timestamptz')} FROM ${stateNowFrom('$2::timestamptz')}
   WHERE c.id = ANY($1::bigint[]) AND ${sees.contract('c')}`,
);

/** The contracts that a scope sees, as they are now, from the kept counters. */
export function contractStatesNow(
  sql: Sql,
  ids: readonly string[],
  now: Date,
  scope: TenantScope,
): Promise<ContractState[]> {
  return sql.rows<ContractState>(STATES_NOW(scope), [ids, now, scopeValue(scope, now)]);
}

const AT = '$2::timestamptz';
const KNOWN_AT = '$4::timestamptz';
/** Of what is recorded when it happens: neither there before it happened nor known before it was recorded. */
const HAPPENED = `least(${AT}, ${KNOWN_AT})`;

/** SQL for the blocks that entries `e` of the consulting ledger leave used: what was taken less what was given back. */
export function blocksUsed(condition: string): string {
  return `(SELECT (count(*) FILTER (WHERE e.kind IN ('BOOKED', 'MOVED_TO'))
      - count(*) FILTER (WHERE e.kind IN ('MOVED_FROM', 'CANCELLED', 'REVERSED')))::int
    FROM consulting_events e WHERE ${condition})`;
}

/** SQL for the blocks that the orders in entries `e` of the consulting ledger leave, with those taken back left out. */
export function blocksOrdered(condition: string): string {
  return `(SELECT (coalesce(sum(e.hours) FILTER (WHERE e.kind IN ('ORDERED', 'BROUGHT_IN')), 0)
      - coalesce(sum(e.hours) FILTER (WHERE e.kind = 'ORDER_REVERSED'), 0))::int / ${HOURS_PER_CONSULTING_BLOCK}
    FROM consulting_events e WHERE ${condition})`;
}

const opened = (counter: 'incidents' | 'includedBlocks') =>
  openedInYear(counter, 'c.id', 'y.number', `o.recorded_at <= ${HAPPENED}`);
const RECORDED_BY = `e.contract_id = c.id AND e.recorded_at <= ${HAPPENED}`;

/** Of what somebody says the instant of: received by then, whose clock may be ahead, known, and not withdrawn or voided as known. */
function receivedAndKnown(row: string, takenBack: string): string {
  return `least(${row}.received_at, ${row}.recorded_at) <= ${AT} AND ${row}.recorded_at <= ${KNOWN_AT}
    AND (${row}.${takenBack} IS NULL OR ${KNOWN_AT} < ${row}.${takenBack})`;
}

const CHANGE_KNOWN = `contract_id = c.id AND recorded_at <= ${KNOWN_AT}
    AND (withdrawn_at IS NULL OR ${KNOWN_AT} < withdrawn_at)`;
/** After the end of the contract, the last instant before it. */
const BEFORE_END = `least(${AT}, (n.ends_on::timestamp AT TIME ZONE c.time_zone) - interval '1 millisecond')`;
/** The plan in force; after the end of the contract, the last one that was; before any change, the one that was ordered. */
const PLAN_IN_FORCE = `coalesce(
    (SELECT plan_id FROM contract_plan_changes WHERE ${CHANGE_KNOWN} AND effective_at <= ${BEFORE_END}
     ORDER BY effective_at DESC, id DESC LIMIT 1),
    (SELECT plan_id FROM contract_plans WHERE contract_id = c.id ORDER BY valid_from LIMIT 1))`;

/**
 * The same at any moment, counted from the ledgers: what had happened at the instant, as far as it was recorded by the
 * instant of knowledge. What was voided or withdrawn by then does not count; what was ended, cancelled or given back
 * counts until then. What is recorded later never changes the result.
 */
const STATES_AT = scopedStatement(
  'contract-states-at',
  '$3',
  (
    sees,
  ) => `SELECT ${CONTRACT_COLUMNS}, least(c.order_received_at, c.recorded_at) <= ${HAPPENED} AS "isOrdered",
     ${regionAt('c.customer_id', HAPPENED)} AS region, cu.partner_id AS "partnerId",
     ${PLAN_IN_FORCE} AS "planId", s.plan_id AS "nextPlanId", s.effective_at AS "nextPlanFrom", n.ends_on AS "noticeEndsOn",
     CASE WHEN c.cancelled_at <= ${HAPPENED} THEN c.cancelled_at END AS "cancelledAt",
     (SELECT u.since FROM contract_suspensions u WHERE u.contract_id = c.id
       AND u.since <= ${HAPPENED} AND (u.resumed_at IS NULL OR ${HAPPENED} < u.resumed_at)) AS "suspendedSince",
     (SELECT count(*)::int FROM named_contacts k WHERE k.contract_id = c.id
       AND k.valid_from <= ${HAPPENED} AND (k.valid_to IS NULL OR ${HAPPENED} < k.valid_to)) AS "contactsUsed",
     (SELECT count(*)::int FROM satellites t WHERE t.contract_id = c.id
       AND t.registered_at <= ${HAPPENED} AND (t.decommissioned_at IS NULL OR ${HAPPENED} < t.decommissioned_at)) AS "satellitesUsed",
     (SELECT count(*)::int FROM incidents i WHERE i.contract_id = c.id AND i.contract_year = y.number
       AND ${receivedAndKnown('i', 'voided_at')}) + ${opened('incidents')} AS "incidentsUsed",
     ${blocksUsed(`${RECORDED_BY} AND e.source = 'INCLUDED' AND e.contract_year = y.number`)}
       + ${opened('includedBlocks')} AS "includedBlocksUsed",
     ${blocksOrdered(RECORDED_BY)} AS "additionalBlocksOrdered",
     ${blocksUsed(`${RECORDED_BY} AND e.source = 'ADDITIONAL'`)} AS "additionalBlocksUsed"
   FROM contracts c
     JOIN customers cu ON cu.id = c.customer_id
     LEFT JOIN LATERAL (SELECT min(g.ends_on) AS ends_on FROM contract_notices g WHERE g.contract_id = c.id
       AND ${receivedAndKnown('g', 'withdrawn_at')}) n ON true
     LEFT JOIN LATERAL (SELECT plan_id, effective_at FROM contract_plan_changes WHERE ${CHANGE_KNOWN}
       AND recorded_at <= ${AT} AND ${AT} < effective_at ORDER BY id DESC LIMIT 1) s ON true
     LEFT JOIN contract_years y ON y.contract_id = c.id
       AND y.starts_on <= ${dayOf(AT)} AND ${dayOf(AT)} < y.ends_on
   WHERE c.id = ANY($1::bigint[]) AND ${sees.contract('c')}`,
);

/** The contracts that a scope sees now, at a moment, also before their order. */
export function contractStatesAt(
  sql: Sql,
  ids: readonly string[],
  { at, knownAt }: Moment,
  scope: TenantScope,
  now: Date,
): Promise<ContractState[]> {
  return sql.rows<ContractState>(STATES_AT(scope), [ids, at, scopeValue(scope, now), knownAt]);
}

/** Contracts as they are now, null for each that the caller does not see. */
export const contractsById = batch<ContractState | null>(
  'contracts-by-ids',
  async ({ database, clock, scope }, ids) => {
    const rows = await contractStatesNow(database.sql, ids, clock.now(), scope);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

const ID_BY_NUMBER = statement('contract-id-by-number', 'SELECT id FROM contracts WHERE number_folded = $1');

export async function contractByNumber(
  context: RequestContext,
  number: string,
): Promise<ContractState | null> {
  const found = await firstRow<{ id: string }>(context.database.sql, ID_BY_NUMBER, [foldText(number)]);
  return found === null ? null : context.load(contractsById, found.id);
}

/** Whether a contract has the number, seen by the caller or not. */
export async function isNumberTaken(sql: Sql, number: string): Promise<boolean> {
  return (await firstRow(sql, ID_BY_NUMBER, [foldText(number)])) !== null;
}

/** Contracts at a moment each, also before their order; null for each that the caller does not see. */
export const contractsAt = batchBy<{ id: string; moment: Moment }, ContractState | null>(
  'contracts-at',
  textOfKeyAt,
  async ({ database, clock, scope }, keys) => {
    const groups = await readByMoment(
      keys,
      (ids, moment) => contractStatesAt(database.sql, ids, moment!, scope, clock.now()),
      (contract) => contract.id,
    );
    return groups.map((group) => (group instanceof Error ? group : (group[0] ?? null)));
  },
);

/**
 * The contract as it is now. One that came with its state is returned as it came; where a list brought no more than the
 * identity, the states of all its rows are read in one statement, and only once something asks for them.
 */
export async function stateOf(
  context: RequestContext,
  contract: ContractIdentity | ContractState,
): Promise<ContractState> {
  if (isState(contract)) return contract;
  const state = await context.load(contractsById, contract.id);
  if (state === null) throw new Error(`the caller does not see contract ${contract.id}`);
  return state;
}

/** What the cursors of lists of contracts are named after. */
export const CONTRACTS_LIST = 'contracts';

/** The plans that a contract's state names, from the process's catalog. Inside a transaction, `sql` is the transaction's. */
export async function planFacts(
  { catalog }: RequestContext,
  state: ContractState,
  sql?: Sql,
): Promise<PlanFacts> {
  const plan = await catalog.plan(state.planId, sql);
  const nextPlanId = comingPlanId(state);
  const nextPlan = nextPlanId === null ? null : await catalog.plan(nextPlanId, sql);
  return { state, plan, nextPlan };
}

/** The same without a promise; null where this process has not read one of the plans yet. */
export function knownPlanFacts({ catalog }: RequestContext, state: ContractState): PlanFacts | null {
  const plan = catalog.knownPlan(state.planId);
  const nextPlanId = comingPlanId(state);
  const nextPlan = nextPlanId === null ? null : catalog.knownPlan(nextPlanId);
  if (plan === null || (nextPlanId !== null && nextPlan === null)) return null;
  return { state, plan, nextPlan };
}
