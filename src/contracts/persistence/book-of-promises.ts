import { columnsOf, insertColumns, recordColumns, recordValues } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { ContractNoticeEntity } from './contract-notice.entity';
import { ContractPlanChangeEntity } from './contract-plan-change.entity';
import { ContractPlanEntity } from './contract-plan.entity';
import { keepSchedules } from './contract-schedule';
import { ContractSuspensionEntity } from './contract-suspension.entity';

/** A notice in force, as an import and an export of many know it. */
export type BookNotice = Pick<ContractNoticeEntity, (typeof NOTICE)[number]>;
/** A suspension that lasts. */
export type BookSuspension = Pick<ContractSuspensionEntity, (typeof SUSPENSION)[number]>;
/** A change of plan to come. */
export type BookChange = Pick<ContractPlanChangeEntity, (typeof CHANGE)[number]>;

const NOTICE = ['contractId', 'party', 'receivedAt', 'endsOn', 'reason'] as const;
const SUSPENSION = ['contractId', 'since', 'reason'] as const;
const CHANGE = ['contractId', 'planId', 'effectiveAt'] as const;

const NOTICES = statement(
  'book-notices',
  `SELECT ${columnsOf(ContractNoticeEntity, 'n', NOTICE)} FROM contract_notices n
   WHERE n.contract_id = ANY ($1::bigint[]) AND n.withdrawn_at IS NULL ORDER BY n.party`,
);
const SUSPENSIONS = statement(
  'book-suspensions',
  `SELECT ${columnsOf(ContractSuspensionEntity, 'u', SUSPENSION)} FROM contract_suspensions u
   WHERE u.contract_id = ANY ($1::bigint[]) AND u.resumed_at IS NULL`,
);

/** The notices in force of contracts of all tenants, by their parties. */
export function noticesOfBook(sql: Sql, contractIds: readonly string[]): Promise<BookNotice[]> {
  return sql.rows<BookNotice>(NOTICES, [contractIds]);
}

/** The suspensions that last of contracts of all tenants. */
export function suspensionsOfBook(sql: Sql, contractIds: readonly string[]): Promise<BookSuspension[]> {
  return sql.rows<BookSuspension>(SUSPENSIONS, [contractIds]);
}

const INSERT_NOTICES = statement(
  'insert-book-notices',
  `INSERT INTO contract_notices (${insertColumns(ContractNoticeEntity, NOTICE)}, recorded_at)
   SELECT ${recordValues(ContractNoticeEntity, NOTICE)}, $2
   FROM json_to_recordset($1) AS b (${recordColumns(ContractNoticeEntity, NOTICE)})`,
);
const INSERT_SUSPENSIONS = statement(
  'insert-book-suspensions',
  `WITH given AS (
     SELECT * FROM json_to_recordset($1) AS b (${recordColumns(ContractSuspensionEntity, SUSPENSION)})
   ), written AS (
     INSERT INTO contract_suspensions (${insertColumns(ContractSuspensionEntity, SUSPENSION)})
     SELECT ${recordValues(ContractSuspensionEntity, SUSPENSION)} FROM given
   )
   UPDATE contracts c SET suspended_since = given.since FROM given WHERE c.id = given."contractId"`,
);
const GIVEN_CHANGES = `json_to_recordset($1) AS b (${recordColumns(ContractPlanChangeEntity, CHANGE)})`;
const END_PLANS = statement(
  'end-book-plans',
  `UPDATE contract_plans p SET valid_to = b."effectiveAt" FROM ${GIVEN_CHANGES}
   WHERE p.contract_id = b."contractId" AND p.valid_to IS NULL`,
);
const INSERT_CHANGES = statement(
  'insert-book-changes',
  `WITH given AS (SELECT * FROM ${GIVEN_CHANGES}), begun AS (
     INSERT INTO contract_plans (${insertColumns(ContractPlanEntity, ['contractId', 'planId', 'validFrom'])})
     SELECT ${recordValues(ContractPlanChangeEntity, CHANGE)} FROM given
   )
   INSERT INTO contract_plan_changes (${insertColumns(ContractPlanChangeEntity, CHANGE)}, recorded_at)
   SELECT ${recordValues(ContractPlanChangeEntity, CHANGE)}, $2 FROM given`,
);

/** What is promised of contracts that the transaction has made. */
export interface BookPromises {
  readonly notices: readonly BookNotice[];
  readonly changes: readonly BookChange[];
  readonly suspensions: readonly BookSuspension[];
}

/** Writes notices, changes of plan and suspensions of contracts that have none, known from now on, and the schedules of all these. */
export async function insertPromises(
  sql: Sql,
  { notices, changes, suspensions }: BookPromises,
  contractIds: readonly string[],
  now: Date,
): Promise<void> {
  if (notices.length > 0) await sql.rows(INSERT_NOTICES, [JSON.stringify(notices), now]);
  if (suspensions.length > 0) await sql.rows(INSERT_SUSPENSIONS, [JSON.stringify(suspensions)]);
  if (changes.length > 0) {
    await sql.rows(END_PLANS, [JSON.stringify(changes)]);
    await sql.rows(INSERT_CHANGES, [JSON.stringify(changes), now]);
  }
  await keepSchedules(sql, contractIds, now);
}
