import { columnsOf, insertColumns, recordColumns, recordValues } from '../../platform/columns';
import { firstRow, Sql, statement } from '../../platform/sql';
import { LocalDate } from '../../shared/domain/local-date';
import { ContractEntity } from './contract.entity';
import { dayOf, planIdNow } from './contracts';

/** A contract as an import and an export of many know it, as it is now. */
export interface BookContract {
  readonly id: string;
  readonly number: string;
  readonly numberFolded: string;
  readonly customerNumber: string;
  readonly provider: string;
  readonly orderReceivedAt: Date;
  readonly activatesOn: LocalDate;
  readonly termMonths: number;
  readonly timeZone: string;
  /** In force now. */
  readonly planId: string;
  readonly plan: string;
  readonly planVersion: number;
  /** Of a change to come, as the three after it; null: none. */
  readonly nextPlanId: string | null;
  readonly nextPlan: string | null;
  readonly nextPlanVersion: number | null;
  readonly nextPlanFrom: Date | null;
  readonly noticeEndsOn: LocalDate | null;
  readonly cancelledAt: Date | null;
  /** Of the contract year that runs now. */
  readonly incidentsUsed: number;
  readonly includedBlocksUsed: number;
  /** Of these, by appointments to come. */
  readonly includedBlocksBooked: number;
  /** What was brought in of that year; null: nothing. */
  readonly openedIncidents: number | null;
  readonly openedBlocks: number | null;
}

const COLUMNS = columnsOf(ContractEntity, 'c', [
  'id',
  'number',
  'numberFolded',
  'orderReceivedAt',
  'activatesOn',
  'termMonths',
  'timeZone',
  'noticeEndsOn',
  'cancelledAt',
]);
const TODAY = dayOf('$2::timestamptz');
const SELECT = `SELECT ${COLUMNS}, cu.number AS "customerNumber", pr.code AS provider, p.id AS "planId", p.code AS plan,
    p.version AS "planVersion", n.id AS "nextPlanId", n.code AS "nextPlan", n.version AS "nextPlanVersion",
    CASE WHEN n.id IS NOT NULL THEN c.next_plan_from END AS "nextPlanFrom",
    coalesce(y.incidents_used, 0) AS "incidentsUsed", coalesce(y.included_blocks_used, 0) AS "includedBlocksUsed",
    (SELECT count(*)::int FROM consulting_blocks b WHERE b.contract_id = c.id AND b.contract_year = y.number
      AND b.source = 'INCLUDED' AND b.status = 'BOOKED') AS "includedBlocksBooked",
    o.incidents AS "openedIncidents", o.included_blocks AS "openedBlocks"
  FROM contracts c JOIN customers cu ON cu.id = c.customer_id JOIN providers pr ON pr.id = c.provider_id
    JOIN plans p ON p.id = ${planIdNow('$2::timestamptz')}
    LEFT JOIN plans n ON n.id = c.next_plan_id AND c.next_plan_from > $2
    LEFT JOIN LATERAL (SELECT number, ends_on, incidents_used, included_blocks_used FROM contract_years WHERE contract_id = c.id AND starts_on <= ${TODAY}
      ORDER BY number DESC LIMIT 1) y ON ${TODAY} < y.ends_on
    LEFT JOIN usage_openings o ON o.contract_id = c.id AND o.contract_year = y.number`;
const BY_NUMBERS = statement(
  'book-contracts-by-numbers',
  `${SELECT} WHERE c.number_folded = ANY ($1::text[])`,
);
const GOES_ON = `c.cancelled_at IS NULL AND (c.notice_ends_on IS NULL OR ${TODAY} < c.notice_ends_on)`;
const IN_ORDER = statement(
  'book-contracts-in-order',
  `${SELECT} WHERE c.number_folded > $1 AND ${GOES_ON}
   ORDER BY c.number_folded LIMIT $3`,
);

/** The contracts of folded numbers, of all tenants; none for a number that no contract has. */
export function contractsOfNumbers(sql: Sql, folded: readonly string[], now: Date): Promise<BookContract[]> {
  return sql.rows<BookContract>(BY_NUMBERS, [folded, now]);
}

/** Contracts of all tenants that are neither cancelled nor over, by their folded numbers, those after one of these. */
export function contractsAfter(sql: Sql, folded: string, limit: number, now: Date): Promise<BookContract[]> {
  return sql.rows<BookContract>(IN_ORDER, [folded, now, limit]);
}

/** What of contracts is under way and no book holds: how many contracts have it. */
export interface UnderWay {
  readonly appointments: number;
  readonly incidents: number;
}

const UNDER_WAY = statement(
  'book-under-way',
  `SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM consulting_blocks b WHERE b.contract_id = c.id AND b.status = 'BOOKED'))::int
       AS appointments,
     count(*) FILTER (WHERE EXISTS (SELECT FROM incidents i
       WHERE i.contract_id = c.id AND i.voided_at IS NULL AND i.status <> 'CLOSED'))::int AS incidents
   FROM contracts c WHERE c.id > $1 AND ${GOES_ON}`,
);

/** Counts the contracts that are neither cancelled nor over and have appointments to come, or support requests that are not closed. */
export async function countUnderWay(sql: Sql, now: Date): Promise<UnderWay> {
  return (await firstRow<UnderWay>(sql, UNDER_WAY, ['0', now]))!;
}

const WRITTEN = [
  'number',
  'numberFolded',
  'customerId',
  'providerId',
  'orderReceivedAt',
  'orderReceivedOn',
  'activatesOn',
  'timeZone',
  'termMonths',
  'planId',
  'recordedAt',
] as const;

export type NewBookContract = Pick<ContractEntity, (typeof WRITTEN)[number]> & {
  /** From when the plan is in force: before the order. */
  readonly planFrom: Date;
};

// What lies before the import is told to nobody, and what comes by time later is told like that of any other contract.
const INSERT = statement(
  'insert-contracts',
  `WITH given AS (
     SELECT * FROM json_to_recordset($1) AS b (${recordColumns(ContractEntity, WRITTEN)}, "planFrom" timestamptz)
   ), written AS (
     INSERT INTO contracts (${insertColumns(ContractEntity, WRITTEN)})
     SELECT ${recordValues(ContractEntity, WRITTEN)} FROM given RETURNING id, number_folded
   ), planned AS (
     INSERT INTO contract_plans (contract_id, plan_id, valid_from)
     SELECT w.id, g."planId", g."planFrom" FROM written w JOIN given g ON g."numberFolded" = w.number_folded
   )
   SELECT id, number_folded AS "numberFolded" FROM written`,
);
const SILENCE = statement(
  'silence-contract-timers',
  'UPDATE contract_timers SET silent_until = $2 WHERE contract_id = ANY ($1::bigint[])',
);

/** Writes contracts with their plans; nothing that lay before `now` is told of them. Returns the id of each folded number. */
export async function insertContracts(
  sql: Sql,
  contracts: readonly NewBookContract[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  if (contracts.length === 0) return new Map();
  const written = await sql.rows<{ id: string; numberFolded: string }>(INSERT, [JSON.stringify(contracts)]);
  await sql.rows(SILENCE, [written.map(({ id }) => id), now]);
  return new Map(written.map(({ id, numberFolded }) => [numberFolded, id]));
}
