import { insertColumns } from '../../platform/columns';
import { Sql, Statement, statement } from '../../platform/sql';
import { LocalDate } from '../../shared/domain/local-date';
import { ContractYear } from '../domain/contract-dates';
import { ContractEntity, ContractYearEntity, UsageOpeningEntity } from './contract.entity';

/**
 * Every counter of a contract's row and of its contract years: the column, and the one beside it that holds the limit of
 * the last use, where there is one. A counter is written in the transaction that writes its ledger and has locked the
 * contract, by the functions of this file alone; the doctor counts each again from its ledger.
 */
export const USAGE_COUNTERS = {
  contacts: ofContract('contactsUsed', 'contactsLimit'),
  satellites: ofContract('satellitesUsed', 'satellitesLimit'),
  additionalBlocksOrdered: ofContract('additionalBlocksOrdered'),
  additionalBlocksUsed: ofContract('additionalBlocksUsed'),
  incidents: ofYear('incidentsUsed', 'incidentsLimit'),
  includedBlocks: ofYear('includedBlocksUsed', 'includedBlocksLimit'),
} as const;

export type UsageCounter = keyof typeof USAGE_COUNTERS;

function ofContract(used: keyof ContractEntity, limit?: keyof ContractEntity) {
  const limited = limit === undefined ? null : insertColumns(ContractEntity, [limit]);
  return { table: 'contracts', used: insertColumns(ContractEntity, [used]), limit: limited } as const;
}

function ofYear(used: keyof ContractYearEntity, limit: keyof ContractYearEntity) {
  const name = (property: keyof ContractYearEntity) => insertColumns(ContractYearEntity, [property]);
  return { table: 'contract_years', used: name(used), limit: name(limit) } as const;
}

const { contacts, satellites, additionalBlocksOrdered, additionalBlocksUsed, incidents, includedBlocks } =
  USAGE_COUNTERS;

/** What is in use until it is given back, one by one. */
type InUse = 'contacts' | 'satellites';

const UNCOUNT: Readonly<Record<InUse, Statement>> = {
  contacts: statement('uncount-contact', uncountOne(contacts)),
  satellites: statement('uncount-satellite', uncountOne(satellites)),
};

function uncountOne({ used }: (typeof USAGE_COUNTERS)[InUse]): string {
  return `UPDATE contracts SET ${used} = ${used} - 1 WHERE id = $1`;
}

/** Counts one less on a contract. */
export async function uncountInUse(sql: Sql, counter: InUse, contractId: string): Promise<void> {
  await sql.rows(UNCOUNT[counter], [contractId]);
}

/** The counters of a contract that is ordered with this many contacts. */
export function firstCounters(contactsUsed: number, contactsLimit: number | null) {
  return { contactsUsed, contactsLimit };
}

/** Of one contract year. */
type Yearly = 'incidents' | 'includedBlocks';

const UNCOUNT_IN_YEAR: Readonly<Record<Yearly, Statement>> = {
  incidents: statement('uncount-incident', uncountInYearOf(incidents)),
  includedBlocks: statement('give-included-block-back', uncountInYearOf(includedBlocks)),
};

function uncountInYearOf({ used }: (typeof USAGE_COUNTERS)[Yearly]): string {
  return `UPDATE contract_years SET ${used} = ${used} - 1 WHERE contract_id = $1 AND number = $2`;
}

/** Gives a unit back to the contract year in which it was counted. */
export async function uncountInYear(
  sql: Sql,
  counter: Yearly,
  contractId: string,
  year: number,
): Promise<void> {
  await sql.rows(UNCOUNT_IN_YEAR[counter], [contractId, year]);
}

/** SQL for what is used in a contract year, 0 where nothing was. Both arguments are SQL: a column or a placeholder. */
export function usedInYear(counter: Yearly, contractId: string, year: string): string {
  const { used } = USAGE_COUNTERS[counter];
  return `coalesce((SELECT y.${used} FROM contract_years y WHERE y.contract_id = ${contractId} AND y.number = ${year}), 0)`;
}

/** The columns that `countIncidents` reads of each request, for `json_to_recordset`. */
export const COUNTED_INCIDENT =
  '"contractId" bigint, year int, "yearFrom" date, "yearTo" date, "yearlyLimit" int';

/** SQL, a part of the statement that writes them: counts each row of `given`, a `COUNTED_INCIDENT`, on its contract year. */
export function countIncidents(given: string): string {
  const { used, limit } = incidents;
  return `INSERT INTO contract_years AS y (contract_id, number, starts_on, ends_on, ${used}, ${limit}, incidents_allowed)
     SELECT "contractId", year, "yearFrom", "yearTo", count(*), min("yearlyLimit"), min("yearlyLimit") FROM ${given} GROUP BY 1, 2, 3, 4
     ON CONFLICT (contract_id, number) DO UPDATE SET ${used} = y.${used} + excluded.${used}, ${limit} = excluded.${limit},
       incidents_allowed = excluded.incidents_allowed`;
}

// Of 0 blocks it makes the row of the year, which every block of it refers to, and leaves its limit as it is.
const COUNT_INCLUDED = statement(
  'use-included-blocks',
  `INSERT INTO contract_years AS y (contract_id, number, starts_on, ends_on, ${includedBlocks.used}, ${includedBlocks.limit})
   SELECT "contractId", number, "from", "to", sum(blocks), min("limit") FROM json_to_recordset($1)
     AS u ("contractId" bigint, number int, "from" date, "to" date, blocks int, "limit" int)
   GROUP BY 1, 2, 3, 4
   ON CONFLICT (contract_id, number) DO UPDATE SET
     ${includedBlocks.used} = y.${includedBlocks.used} + excluded.${includedBlocks.used},
     ${includedBlocks.limit} = CASE WHEN excluded.${includedBlocks.used} > 0 THEN excluded.${includedBlocks.limit}
       ELSE y.${includedBlocks.limit} END
   RETURNING y.contract_id AS "contractId", y.included_blocks_allowed IS NULL AS "isUnderived"`,
);

/** INCLUDED blocks of one contract year, and how many the plan includes. */
export interface IncludedUse extends ContractYear {
  readonly contractId: string;
  readonly blocks: number;
  readonly limit: number;
}

/**
 * Counts INCLUDED blocks on the contract years of their appointments. With 0 it only makes sure that the year has a row. Returns
 * the contracts of years whose row does not hold what lists read of them.
 */
export async function countIncludedBlocks(sql: Sql, uses: readonly IncludedUse[]): Promise<string[]> {
  type Row = { readonly contractId: string; readonly isUnderived: boolean };
  const rows = await sql.rows<Row>(COUNT_INCLUDED, [JSON.stringify(uses)]);
  return rows.flatMap(({ contractId, isUnderived }) => (isUnderived ? contractId : []));
}

/**
 * SQL, a part of the statement that writes them: blocks that are ordered; of fewer than 0, taken back. `counts` is what stands in a FROM
 * clause as `n`, with `contract_id`, each once, and `blocks`.
 */
export function countOrderedBlocks(counts: string): string {
  return countBlocks(additionalBlocksOrdered.used, counts);
}

/** The same of ADDITIONAL blocks that are used; of fewer than 0, given back. */
export function countAdditionalBlocks(counts: string): string {
  return countBlocks(additionalBlocksUsed.used, counts);
}

function countBlocks(counter: string, counts: string): string {
  return `UPDATE contracts SET ${counter} = ${counter} + n.blocks FROM ${counts} WHERE id = n.contract_id`;
}

const COUNT_ORDERED = statement(
  'count-ordered-blocks',
  countOrderedBlocks(`(SELECT "contractId" AS contract_id, sum(blocks)::int AS blocks
    FROM json_to_recordset($1) AS g ("contractId" bigint, blocks int) GROUP BY 1) AS n`),
);

/** Counts orders that are brought in, on contracts that are locked. */
export async function countOrders(
  sql: Sql,
  orders: readonly { readonly contractId: string; readonly blocks: number }[],
): Promise<void> {
  await sql.rows(COUNT_ORDERED, [JSON.stringify(orders)]);
}

/** SQL for what an opening entry says was used of a contract year, 0 without one. Arguments as of `usedInYear`; `condition` is one more on it, `o`. */
export function openedInYear(counter: Yearly, contractId: string, year: string, condition = 'true'): string {
  const column = insertColumns(UsageOpeningEntity, [counter]);
  return `coalesce((SELECT o.${column} FROM usage_openings o
    WHERE o.contract_id = ${contractId} AND o.contract_year = ${year} AND ${condition}), 0)`;
}

/** What comes into use on a contract, and the limit of its plan; null: none. */
export interface ComesIntoUse {
  readonly contractId: string;
  readonly count: number;
  readonly limit: number | null;
}

const COUNT: Readonly<Record<InUse, Statement>> = {
  contacts: statement('count-contacts', countOf(contacts)),
  satellites: statement('count-satellites', countOf(satellites)),
};

function countOf({ used, limit }: (typeof USAGE_COUNTERS)[InUse]): string {
  return `UPDATE contracts SET ${used} = ${used} + b.count, ${limit} = b."limit"
    FROM json_to_recordset($1) AS b ("contractId" bigint, count int, "limit" int) WHERE id = b."contractId"`;
}

/** Counts more on contracts that are locked, each named once. */
export async function countInUse(
  sql: Sql,
  counter: InUse,
  contracts: readonly ComesIntoUse[],
): Promise<void> {
  if (contracts.length > 0) await sql.rows(COUNT[counter], [JSON.stringify(contracts)]);
}

/** What had been used of a contract year before the contract was brought in, and the limits of its plan. */
export interface Opening {
  readonly contractId: string;
  readonly year: number;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly incidents: number;
  readonly incidentsLimit: number | null;
  readonly includedBlocks: number;
  readonly includedBlocksLimit: number;
}

const OPENING = `"contractId" bigint, year int, "startsOn" date, "endsOn" date, incidents int, "incidentsLimit" int,
  "includedBlocks" int, "includedBlocksLimit" int`;
const OPEN_YEARS = statement(
  'open-contract-years',
  `INSERT INTO contract_years AS y (contract_id, number, starts_on, ends_on,
     ${incidents.used}, ${incidents.limit}, ${includedBlocks.used}, ${includedBlocks.limit})
   SELECT "contractId", year, "startsOn", "endsOn", incidents, "incidentsLimit", "includedBlocks", "includedBlocksLimit"
   FROM json_to_recordset($1) AS b (${OPENING})
   ON CONFLICT (contract_id, number) DO UPDATE SET
     ${incidents.used} = y.${incidents.used} + excluded.${incidents.used}, ${incidents.limit} = excluded.${incidents.limit},
     ${includedBlocks.used} = y.${includedBlocks.used} + excluded.${includedBlocks.used},
     ${includedBlocks.limit} = excluded.${includedBlocks.limit}`,
);
const INSERT_OPENINGS = statement(
  'insert-usage-openings',
  `INSERT INTO usage_openings (contract_id, contract_year, incidents, included_blocks, recorded_at)
   SELECT "contractId", year, incidents, "includedBlocks", $2 FROM json_to_recordset($1) AS b (${OPENING})`,
);

/** Enters what was used before, and counts it, on contracts that are locked and have no such entry for the year. */
export async function openYears(sql: Sql, openings: readonly Opening[], now: Date): Promise<void> {
  if (openings.length === 0) return;
  await sql.rows(OPEN_YEARS, [JSON.stringify(openings)]);
  await sql.rows(INSERT_OPENINGS, [JSON.stringify(openings), now]);
}

/** What counters of one row are to say, by their ledgers. */
export type CountedAgain = Partial<Record<UsageCounter, number>>;

/**
 * Writes counters of a contract's row, or of the row of one contract year, all at once, for a repair; the transaction has locked
 * the contract. A limit of the last use that is below what is used grows with it: the plan's own limit stays what it is.
 */
export async function rewriteCounters(
  sql: Sql,
  contractId: string,
  year: string | null,
  counted: CountedAgain,
): Promise<void> {
  const counters = Object.entries(counted) as [UsageCounter, number][];
  const columns = counters.flatMap(([counter], nth) => {
    const { used, limit } = USAGE_COUNTERS[counter];
    const value = `$${nth + 3}::int`;
    const grown = limit && `${limit} = CASE WHEN ${limit} < ${value} THEN ${value} ELSE ${limit} END`;
    return [`${used} = ${value}`, ...(grown === null ? [] : [grown])];
  });
  const row =
    year === null
      ? `UPDATE contracts SET ${columns.join(', ')} WHERE id = $1 AND $2::int IS NULL`
      : `UPDATE contract_years SET ${columns.join(', ')} WHERE contract_id = $1 AND number = $2`;
  await sql.rows(row, [contractId, year, ...counters.map(([, value]) => value)]);
}
