import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';
import { keepSchedule } from './contract-schedule';

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
const RECORD = statement(
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
  await sql.rows(RECORD, [contractId, effectiveAt, planId, recordedAt]);
  await keepSchedule(transaction, contractId);
}

const DROP_PLANNED = statement(
  'drop-planned-plan',
  'DELETE FROM contract_plans WHERE contract_id = $1 AND valid_from = $2',
);
const GO_ON = statement(
  'go-on-with-plan',
  'UPDATE contract_plans SET valid_to = NULL WHERE contract_id = $1 AND valid_to = $2',
);
const WITHDRAW = statement(
  'withdraw-plan-change',
  `UPDATE contract_plan_changes SET withdrawn_at = greatest($3, recorded_at)
   WHERE contract_id = $1 AND effective_at = $2 AND withdrawn_at IS NULL`,
);

/** Takes back the change that is scheduled for the instant: the plan in force goes on. */
export async function withdrawPlannedChange(
  transaction: Transaction,
  contractId: string,
  effectiveAt: Date,
  now: Date,
): Promise<void> {
  const { sql } = transaction;
  await sql.rows(DROP_PLANNED, [contractId, effectiveAt]);
  await sql.rows(GO_ON, [contractId, effectiveAt]);
  await sql.rows(WITHDRAW, [contractId, effectiveAt, now]);
  await keepSchedule(transaction, contractId);
}
