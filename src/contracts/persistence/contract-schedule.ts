import { Sql, statement } from '../../platform/sql';
import { Transaction } from '../../platform/transactions/database';
import { keepDerived } from './contract-derived';
import { keepPlansOfIncidents } from './plans-of-incidents';

const END_CURRENT = statement(
  'end-current-plan',
  'UPDATE contract_plans SET valid_to = $2 WHERE contract_id = $1 AND valid_to IS NULL AND valid_from < $2',
);
// A plan that began at this very instant was in force for no time: it is replaced.
const BEGIN_NEXT = statement(
  'begin-next-plan',
  `INSERT INTO contract_plans (contract_id, valid_from, plan_id) VALUES ($1, $2, $3)
   ON CONFLICT ON CONSTRAINT contract_plans_contract_id_valid_from_key DO UPDATE SET plan_id = excluded.plan_id`,
);
const RECORD_CHANGE = statement(
  'record-plan-change',
  'INSERT INTO contract_plan_changes (contract_id, effective_at, plan_id, recorded_at) VALUES ($1, $2, $3, $4)',
);

export interface NewPlanChange {
  readonly contractId: string;
  readonly planId: string;
  /** Now or later; the contract has no scheduled change. */
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
}

/** Lets the plan in force end and the next one begin, and keeps from when on that was known. */
export async function writePlanChange(transaction: Transaction, change: NewPlanChange): Promise<void> {
  const { sql } = transaction;
  const { contractId, planId, effectiveAt, recordedAt } = change;
  await sql.rows(END_CURRENT, [contractId, effectiveAt]);
  await sql.rows(BEGIN_NEXT, [contractId, effectiveAt, planId]);
  await sql.rows(RECORD_CHANGE, [contractId, effectiveAt, planId, recordedAt]);
  await keepPlansOfIncidents(sql, contractId, effectiveAt);
  await keepSchedule(transaction, contractId, recordedAt);
}

const DROP_PLANNED = statement(
  'drop-planned-plan',
  'DELETE FROM contract_plans WHERE contract_id = $1 AND valid_from = $2',
);
const GO_ON = statement(
  'go-on-with-plan',
  'UPDATE contract_plans SET valid_to = NULL WHERE contract_id = $1 AND valid_to = $2',
);
const WITHDRAW_CHANGE = statement(
  'withdraw-plan-change',
  `UPDATE contract_plan_changes SET withdrawn_at = greatest($3, recorded_at)
   WHERE contract_id = $1 AND effective_at = $2 AND withdrawn_at IS NULL`,
);

/** Takes back the change that is scheduled for the instant, or never came into force then: the plan before it goes on. */
export async function withdrawPlannedChange(
  transaction: Transaction,
  contractId: string,
  effectiveAt: Date,
  now: Date,
): Promise<void> {
  const { sql } = transaction;
  await sql.rows(DROP_PLANNED, [contractId, effectiveAt]);
  await sql.rows(GO_ON, [contractId, effectiveAt]);
  await sql.rows(WITHDRAW_CHANGE, [contractId, effectiveAt, now]);
  await keepPlansOfIncidents(sql, contractId, effectiveAt);
  await keepSchedule(transaction, contractId, now);
}

/**
 * Contracts `c` with what the history says of their schedule: the earlier end of the notices in force `n`, the plan `p` before the newest
 * one, or the only one, and the newest, `s`. Where a notice ends the contract, of the plans that began before the end and
 * the one after them: a late notice may lie before several changes, none of which was ever in force.
 */
export const SCHEDULES = `contracts c
  LEFT JOIN LATERAL (SELECT min(ends_on) AS ends_on FROM contract_notices
    WHERE contract_id = c.id AND withdrawn_at IS NULL) n ON true
  LEFT JOIN LATERAL (SELECT plan_id, valid_to FROM contract_plans WHERE contract_id = c.id
    AND (n.ends_on IS NULL OR valid_from < n.ends_on::timestamp AT TIME ZONE c.time_zone)
    ORDER BY valid_to IS NULL, valid_from DESC LIMIT 1) p ON true
  LEFT JOIN contract_plans s ON s.contract_id = c.id AND s.valid_from = p.valid_to`;

const KEEP = statement(
  'keep-schedule',
  `UPDATE contracts kept
   SET plan_id = p.plan_id, next_plan_id = s.plan_id, next_plan_from = s.valid_from, notice_ends_on = n.ends_on
   FROM ${SCHEDULES} WHERE c.id = ANY ($1::bigint[]) AND kept.id = c.id`,
);

/** Writes the schedules of contracts into their rows, as `keepSchedule` does. */
export async function keepSchedules(sql: Sql, contractIds: readonly string[], now: Date): Promise<void> {
  await sql.rows(KEEP, [contractIds]);
  await keepDerived(sql, contractIds, now);
}

/**
 * Writes the schedule of a contract into its row, from which the state now is read, and what is derived of it. Every function that
 * writes `contract_plans` or `contract_notices` calls it last, in the same transaction, which has locked the contract.
 */
export async function keepSchedule(
  { sql }: Pick<Transaction, 'sql'>,
  contractId: string,
  now: Date,
): Promise<void> {
  await keepSchedules(sql, [contractId], now);
}
