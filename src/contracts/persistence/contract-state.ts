import { HOURS_PER_CONSULTING_BLOCK } from '../../catalog/domain/plan';
import { columnsOf } from '../../platform/columns';
import { regionAt } from '../../customers/persistence/customers';
import { Sql, statement } from '../../platform/sql';
import { ContractState } from '../domain/contract-state';
import { ContractEntity } from './contract.entity';

/**
 * SQL for the plan of a contract `c` in force at the present instant `at`, from its own row; after the end, the last one
 * that was. The clock of the time zone is asked only where a plan has followed another and an end is known.
 */
export function planIdNow(at: string): string {
  return `CASE WHEN c.next_plan_from <= ${at} AND (c.notice_ends_on IS NULL
      OR c.next_plan_from < c.notice_ends_on::timestamp AT TIME ZONE c.time_zone)
    THEN c.next_plan_id ELSE c.plan_id END`;
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
  return `${CONTRACT_COLUMNS}, cu.region, cu.partner_id AS "partnerId",
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
      WHERE contract_id = c.id AND starts_on <= (${at} AT TIME ZONE c.time_zone)::date
      ORDER BY number DESC LIMIT 1) y ON (${at} AT TIME ZONE c.time_zone)::date < y.ends_on`;
}

const STATES_NOW = statement(
  'contract-states-now',
  `SELECT ${stateNowColumns('$2::timestamptz')} FROM ${stateNowFrom('$2::timestamptz')}
   WHERE c.id = ANY($1::bigint[]) AND ($3::bigint IS NULL OR c.customer_id = $3)`,
);

/** The contracts as they are now, from the kept counters. `scope` narrows them to one customer; null: all. */
export function contractStatesNow(
  sql: Sql,
  ids: readonly string[],
  now: Date,
  scope: string | null,
): Promise<ContractState[]> {
  return sql.rows<ContractState>(STATES_NOW, [ids, now, scope]);
}

/** The plan in force; after the end of the contract, the last one that was. `at` and the notice `n` decide. */
function planInForce(at: string): string {
  const instant = `least(${at}, (n.ends_on::timestamp AT TIME ZONE c.time_zone) - interval '1 millisecond')`;
  return `p.contract_id = c.id AND p.valid_from <= ${instant} AND (p.valid_to IS NULL OR ${instant} < p.valid_to)`;
}

/** SQL for the blocks that entries `e` of the consulting ledger leave used: what was taken less what was given back. */
export function blocksUsed(condition: string): string {
  return `(SELECT (count(*) FILTER (WHERE e.kind IN ('BOOKED', 'MOVED_TO'))
      - count(*) FILTER (WHERE e.kind IN ('MOVED_FROM', 'CANCELLED', 'REVERSED')))::int
    FROM consulting_events e WHERE ${condition})`;
}

/** SQL for the blocks that the orders in entries `e` of the consulting ledger leave, with those taken back left out. */
export function blocksOrdered(condition: string): string {
  return `(SELECT (coalesce(sum(e.hours) FILTER (WHERE e.kind = 'ORDERED'), 0)
      - coalesce(sum(e.hours) FILTER (WHERE e.kind = 'ORDER_REVERSED'), 0))::int / ${HOURS_PER_CONSULTING_BLOCK}
    FROM consulting_events e WHERE ${condition})`;
}

const RECORDED_BY = 'e.contract_id = c.id AND e.recorded_at <= $2';

/** Of what can be withdrawn: recorded by then, and not withdrawn yet. */
function knownAt(at: string): string {
  return `recorded_at <= ${at} AND (withdrawn_at IS NULL OR ${at} < withdrawn_at)`;
}

/**
 * The same at any instant, counted from the ledgers: rows that were recorded by then and not yet voided, ended or
 * withdrawn. What is recorded later, even for an earlier day, never changes the answer for a past instant.
 */
const STATES_AT = statement(
  'contract-states-at',
  `SELECT ${CONTRACT_COLUMNS},
     ${regionAt('c.customer_id', '$2')} AS region, cu.partner_id AS "partnerId",
     p.plan_id AS "planId", s.plan_id AS "nextPlanId", s.effective_at AS "nextPlanFrom", n.ends_on AS "noticeEndsOn",
     CASE WHEN c.cancelled_at <= $2 THEN c.cancelled_at END AS "cancelledAt",
     (SELECT u.since FROM contract_suspensions u WHERE u.contract_id = c.id
       AND u.since <= $2 AND (u.resumed_at IS NULL OR $2 < u.resumed_at)) AS "suspendedSince",
     (SELECT count(*)::int FROM named_contacts k WHERE k.contract_id = c.id
       AND k.valid_from <= $2 AND (k.valid_to IS NULL OR $2 < k.valid_to)) AS "contactsUsed",
     (SELECT count(*)::int FROM satellites t WHERE t.contract_id = c.id
       AND t.registered_at <= $2 AND (t.decommissioned_at IS NULL OR $2 < t.decommissioned_at)) AS "satellitesUsed",
     (SELECT count(*)::int FROM incidents i WHERE i.contract_id = c.id AND i.contract_year = y.number
       AND i.recorded_at <= $2 AND (i.voided_at IS NULL OR $2 < i.voided_at)) AS "incidentsUsed",
     ${blocksUsed(`${RECORDED_BY} AND e.source = 'INCLUDED' AND e.contract_year = y.number`)} AS "includedBlocksUsed",
     ${blocksOrdered(RECORDED_BY)} AS "additionalBlocksOrdered",
     ${blocksUsed(`${RECORDED_BY} AND e.source = 'ADDITIONAL'`)} AS "additionalBlocksUsed"
   FROM contracts c
     JOIN customers cu ON cu.id = c.customer_id
     LEFT JOIN LATERAL (SELECT min(ends_on) AS ends_on FROM contract_notices WHERE contract_id = c.id
       AND ${knownAt('$2')}) n ON true
     JOIN contract_plans p ON ${planInForce('$2::timestamptz')}
     LEFT JOIN LATERAL (SELECT plan_id, effective_at FROM contract_plan_changes WHERE contract_id = c.id
       AND ${knownAt('$2')} AND $2 < effective_at ORDER BY id DESC LIMIT 1) s ON true
     LEFT JOIN contract_years y ON y.contract_id = c.id
       AND y.starts_on <= ($2::timestamptz AT TIME ZONE c.time_zone)::date AND ($2::timestamptz AT TIME ZONE c.time_zone)::date < y.ends_on
   WHERE c.id = ANY($1::bigint[]) AND ($3::bigint IS NULL OR c.customer_id = $3) AND c.order_received_at <= $2`,
);

/** The contracts at an instant; one that was ordered later has no row. */
export function contractStatesAt(
  sql: Sql,
  ids: readonly string[],
  at: Date,
  scope: string | null,
): Promise<ContractState[]> {
  return sql.rows<ContractState>(STATES_AT, [ids, at, scope]);
}
