import { Transaction } from '../../platform/transactions/database';
import { statement } from '../../platform/sql';

/**
 * Contracts `c` with what the history says of their schedule: the notice in force `n`, the plan `p` before the newest
 * one, or the only one, and the newest, `s`. Where a notice ends the contract, of the plans that began before the end and
 * the one after them: a late notice may lie before several changes, none of which was ever in force.
 */
export const SCHEDULES = `contracts c
  LEFT JOIN contract_notices n ON n.contract_id = c.id AND n.withdrawn_at IS NULL
  LEFT JOIN LATERAL (SELECT plan_id, valid_to FROM contract_plans WHERE contract_id = c.id
    AND (n.ends_on IS NULL OR valid_from < n.ends_on::timestamp AT TIME ZONE c.time_zone)
    ORDER BY valid_to IS NULL, valid_from DESC LIMIT 1) p ON true
  LEFT JOIN contract_plans s ON s.contract_id = c.id AND s.valid_from = p.valid_to`;

const KEEP = statement(
  'keep-schedule',
  `UPDATE contracts kept
   SET plan_id = p.plan_id, next_plan_id = s.plan_id, next_plan_from = s.valid_from, notice_ends_on = n.ends_on
   FROM ${SCHEDULES} WHERE c.id = $1 AND kept.id = c.id`,
);

/**
 * Writes the schedule of a contract into its row, from which the state now is read. Whoever writes `contract_plans` or
 * `contract_notices` calls it last, in the same transaction, which has locked the contract.
 */
export async function keepSchedule({ sql }: Pick<Transaction, 'sql'>, contractId: string): Promise<void> {
  await sql.rows(KEEP, [contractId]);
}
