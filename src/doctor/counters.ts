import { openedInYear, UsageCounter, USAGE_COUNTERS } from '../contracts/persistence/usage-counters';
import { blocksOrdered, blocksUsed } from '../contracts/persistence/contracts';
import { derivedAt, KEPT_OF_CONTRACT, KEPT_OF_YEAR } from '../contracts/persistence/contract-derived';
import { PLAN_OF_INCIDENT } from '../contracts/persistence/plans-of-incidents';
import { SCHEDULES } from '../contracts/persistence/contract-schedule';
import {
  BLOCK,
  FEED,
  INCIDENT,
  LISTS,
  ORDER,
  Repair,
  SCHEDULE,
  SUSPENSION,
  USAGE,
  USAGE_OF_YEAR,
} from './repairs';

/**
 * Something that is kept beside a ledger, and how it is rebuilt from it. All texts are SQL but the name; in them
 * `clock.now` is the instant of the comparison.
 */
export interface Counter {
  readonly name: string;
  readonly from: string;
  /** What tells people which row it is. */
  readonly of: string;
  /** The id of the contract, under whose lock it is written; null: it belongs to none. */
  readonly contract: string | null;
  /** What tells the row from others of the contract. */
  readonly row: string;
  readonly kept: string;
  readonly rebuilt: string;
  /** Null: what it should be follows from nothing that is kept. */
  readonly repair: Repair | null;
  /** Which of a row's counters of usage it is, if any. */
  readonly usage?: UsageCounter;
}

const OF_CONTRACT = { of: 'c.number', contract: 'c.id', row: 'c.id' };
const CONTRACTS = { from: 'contracts c', ...OF_CONTRACT };
const CONTRACT_SCHEDULES = { from: SCHEDULES, ...OF_CONTRACT, repair: SCHEDULE };
const YEARS = {
  from: 'contract_years y JOIN contracts c ON c.id = y.contract_id',
  of: `c.number || ', contract year ' || y.number`,
  contract: 'c.id',
  row: 'y.number',
};
const ORDERS = {
  from: 'consulting_orders o JOIN contracts c ON c.id = o.contract_id',
  of: `c.number || ', order ' || o.id`,
  contract: 'c.id',
  row: 'o.id',
  repair: ORDER,
};
const BLOCKS = {
  from: 'consulting_blocks b JOIN contracts c ON c.id = b.contract_id',
  of: `c.number || ', block ' || b.id`,
  contract: 'c.id',
  row: 'b.id',
  repair: BLOCK,
};
const OF_FEED = { of: `'the feed'`, contract: null, row: '1' };

/** The least number that a plan of the contract allows which is in force or comes before the end; null: no limit. */
const leastAllowed = (limit: string) => `
  (SELECT min((plans.definition->'entitlements'->>'${limit}')::int)
   FROM contract_plans p JOIN plans ON plans.id = p.plan_id
   WHERE p.contract_id = c.id AND (p.valid_to IS NULL OR clock.now < p.valid_to)
     AND (c.notice_ends_on IS NULL OR p.valid_from < c.notice_ends_on::timestamp AT TIME ZONE c.time_zone))`;

/** Included blocks of a year, and the number of the plan of that year that includes most. */
const BLOCKS_OF_YEAR = `(SELECT count(*) FROM consulting_blocks b WHERE b.contract_id = y.contract_id
  AND b.contract_year = y.number AND b.source = 'INCLUDED' AND b.status IN ('BOOKED', 'DELIVERED'))
  + ${openedInYear('includedBlocks', 'y.contract_id', 'y.number')}`;
const MOST_INCLUDED = `(SELECT max((plans.definition->'entitlements'->>'includedConsultingBlocks')::int)
  FROM contract_plans p JOIN plans ON plans.id = p.plan_id
  WHERE p.contract_id = c.id AND p.valid_from < y.ends_on::timestamp AT TIME ZONE c.time_zone
    AND (p.valid_to IS NULL OR y.starts_on::timestamp AT TIME ZONE c.time_zone < p.valid_to))`;

/** What is used beyond the plan: a smaller plan came into force without anybody asking whether it fits. People decide what is given up. */
const WITHIN_PLAN: readonly Counter[] = [
  {
    name: 'named contacts within the plan',
    ...CONTRACTS,
    kept: 'c.contacts_used',
    rebuilt: `least(c.contacts_used, ${leastAllowed('maxNamedContacts')})`,
    repair: null,
  },
  {
    name: 'satellites within the plan',
    ...CONTRACTS,
    kept: 'c.satellites_used',
    rebuilt: `least(c.satellites_used, ${leastAllowed('maxSatellites')})`,
    repair: null,
  },
  {
    name: 'included consulting blocks within the plan',
    ...YEARS,
    kept: BLOCKS_OF_YEAR,
    rebuilt: `least(${BLOCKS_OF_YEAR}, ${MOST_INCLUDED})`,
    repair: null,
  },
];

/** What each counter of a contract counts, said again by its ledger. */
const LEDGERS: Readonly<Record<UsageCounter, { readonly name: string; readonly rebuilt: string }>> = {
  contacts: {
    name: 'named contacts',
    rebuilt: '(SELECT count(*) FROM named_contacts k WHERE k.contract_id = c.id AND k.valid_to IS NULL)',
  },
  satellites: {
    name: 'satellites',
    rebuilt: '(SELECT count(*) FROM satellites s WHERE s.contract_id = c.id AND s.decommissioned_at IS NULL)',
  },
  incidents: {
    name: 'support requests used',
    rebuilt: `(SELECT count(*) FROM incidents i
      WHERE i.contract_id = y.contract_id AND i.contract_year = y.number AND i.voided_at IS NULL)
      + ${openedInYear('incidents', 'y.contract_id', 'y.number')}`,
  },
  includedBlocks: {
    name: 'included consulting blocks used',
    rebuilt: `${blocksUsed(
      `e.contract_id = y.contract_id AND e.contract_year = y.number AND e.source = 'INCLUDED'`,
    )} + ${openedInYear('includedBlocks', 'y.contract_id', 'y.number')}`,
  },
  additionalBlocksOrdered: {
    name: 'additional consulting blocks ordered',
    rebuilt: blocksOrdered('e.contract_id = c.id'),
  },
  additionalBlocksUsed: {
    name: 'additional consulting blocks used',
    rebuilt: blocksUsed(`e.contract_id = c.id AND e.source = 'ADDITIONAL'`),
  },
};

const OF_USAGE: readonly Counter[] = (Object.keys(LEDGERS) as UsageCounter[]).map((counter) => {
  const { table, used } = USAGE_COUNTERS[counter];
  return table === 'contracts'
    ? { ...CONTRACTS, ...LEDGERS[counter], kept: `c.${used}`, repair: USAGE, usage: counter }
    : { ...YEARS, ...LEDGERS[counter], kept: `y.${used}`, repair: USAGE_OF_YEAR, usage: counter };
});

const DERIVED = `contracts c CROSS JOIN ${derivedAt('clock.now')}`;
/** Of one that time has turned since, lists read nothing that is kept. */
const IS_OUT_OF_DATE = 'c.derived_from > clock.now OR c.derived_until <= clock.now';
const keptOf = (alias: string, columns: readonly string[]) =>
  `(${columns.map((column) => `${alias}.${column}`).join(', ')})::text`;

/** What lists read of contracts, said again by the rules. */
const LISTED: readonly Counter[] = [
  {
    name: 'what lists read of contracts',
    from: DERIVED,
    ...OF_CONTRACT,
    repair: LISTS,
    kept: keptOf('c', KEPT_OF_CONTRACT),
    rebuilt: `CASE WHEN ${IS_OUT_OF_DATE} THEN ${keptOf('c', KEPT_OF_CONTRACT)} ELSE ${keptOf('d', KEPT_OF_CONTRACT)} END`,
  },
  ...KEPT_OF_YEAR.map((column) => ({
    name: `what lists read of running contract years: ${column}`,
    from: `${DERIVED} JOIN contract_years y ON y.contract_id = c.id AND y.starts_on = d.year_starts_on`,
    of: YEARS.of,
    contract: 'c.id',
    row: 'c.id',
    repair: LISTS,
    kept: `y.${column}`,
    // Of a year in which nothing of it was used the limit may not be known yet.
    rebuilt: `CASE WHEN ${IS_OUT_OF_DATE} OR y.${column.replace('_allowed', '_used')} = 0 THEN y.${column} ELSE d.${column} END`,
  })),
];

/** Every counter of the product with its ledger. */
export const COUNTERS: readonly Counter[] = [
  { name: 'plans in force', ...CONTRACT_SCHEDULES, kept: 'c.plan_id', rebuilt: 'p.plan_id' },
  { name: 'next plans', ...CONTRACT_SCHEDULES, kept: 'c.next_plan_id', rebuilt: 's.plan_id' },
  {
    name: 'beginnings of next plans',
    ...CONTRACT_SCHEDULES,
    kept: `c.next_plan_from AT TIME ZONE 'UTC'`,
    rebuilt: `s.valid_from AT TIME ZONE 'UTC'`,
  },
  { name: 'ends by notice', ...CONTRACT_SCHEDULES, kept: 'c.notice_ends_on', rebuilt: 'n.ends_on' },
  {
    name: 'plans of support requests',
    from: 'incidents i JOIN contracts c ON c.id = i.contract_id',
    of: `c.number || ', ' || i.reference`,
    contract: 'c.id',
    row: 'i.id',
    repair: INCIDENT,
    kept: 'i.plan_id',
    rebuilt: PLAN_OF_INCIDENT,
  },
  {
    name: 'suspensions',
    ...CONTRACTS,
    repair: SUSPENSION,
    kept: `c.suspended_since AT TIME ZONE 'UTC'`,
    rebuilt: `(SELECT u.since FROM contract_suspensions u
      WHERE u.contract_id = c.id AND u.resumed_at IS NULL) AT TIME ZONE 'UTC'`,
  },
  ...LISTED,
  ...OF_USAGE,
  ...WITHIN_PLAN,
  {
    name: 'blocks of consulting orders',
    ...ORDERS,
    kept: 'o.blocks',
    rebuilt: blocksOrdered(
      `e.contract_id = o.contract_id AND e.order_id = o.id AND e.kind IN ('ORDERED', 'BROUGHT_IN')`,
    ),
  },
  {
    name: 'blocks left of consulting orders',
    ...ORDERS,
    kept: 'o.blocks - o.blocks_reversed',
    rebuilt: blocksOrdered('e.contract_id = o.contract_id AND e.order_id = o.id'),
  },
  {
    name: 'blocks used of consulting orders',
    ...ORDERS,
    kept: 'o.blocks_used',
    rebuilt: blocksUsed('e.contract_id = o.contract_id AND e.order_id = o.id'),
  },
  {
    name: 'status of consulting blocks',
    ...BLOCKS,
    kept: 'b.status',
    rebuilt: `(SELECT CASE e.kind WHEN 'MOVED_TO' THEN 'BOOKED' ELSE e.kind END FROM consulting_events e
      WHERE e.block_id = b.id ORDER BY e.id DESC LIMIT 1)`,
  },
  {
    name: 'places of the billing feed',
    from: '(SELECT max(position) AS last FROM consulting_events) f',
    ...OF_FEED,
    kept: 'coalesce(f.last, 0)',
    rebuilt: '(SELECT count(position) FROM consulting_events)',
    repair: null,
  },
  {
    name: 'end of the billing feed',
    from: 'consulting_feed f',
    ...OF_FEED,
    repair: FEED,
    kept: `(f.position, f.latest_occurred_at AT TIME ZONE 'UTC')`,
    rebuilt: `(SELECT (count(position), max(latest_occurred_at) AT TIME ZONE 'UTC') FROM consulting_events)`,
  },
];
