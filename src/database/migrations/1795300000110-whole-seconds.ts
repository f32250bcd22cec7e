import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A first response is met or breached in whole seconds: one within the due second was called breached before. And every
 * change of plan is in the history from which any moment is answered, also those made before that history was kept.
 */
export class WholeSeconds1795300000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Many incidents take longer than any request may.
      SET LOCAL statement_timeout = 0;
      ALTER TABLE incidents DROP CONSTRAINT incidents_response_met_check;
      UPDATE incidents SET response_met = true
        WHERE NOT response_met AND date_trunc('second', first_responded_at) <= date_trunc('second', response_due_at);
      ALTER TABLE incidents ADD CONSTRAINT incidents_response_met_check CHECK (response_met IS NOT DISTINCT FROM
        (date_trunc('second', first_responded_at) <= date_trunc('second', response_due_at)));

      -- When they were recorded is not known any more: no later than they took effect, and before now.
      INSERT INTO contract_plan_changes (contract_id, plan_id, effective_at, recorded_at)
        SELECT p.contract_id, p.plan_id, p.valid_from, least(p.valid_from, now()) FROM contract_plans p
        WHERE EXISTS (SELECT FROM contract_plans earlier
            WHERE earlier.contract_id = p.contract_id AND earlier.valid_from < p.valid_from)
          AND NOT EXISTS (SELECT FROM contract_plan_changes known WHERE known.contract_id = p.contract_id
            AND known.effective_at = p.valid_from AND known.withdrawn_at IS NULL)
        ORDER BY p.contract_id, p.valid_from;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incidents DROP CONSTRAINT incidents_response_met_check;
      UPDATE incidents SET response_met = false WHERE response_met AND first_responded_at > response_due_at;
      ALTER TABLE incidents ADD CONSTRAINT incidents_response_met_check
        CHECK (response_met IS NOT DISTINCT FROM (first_responded_at <= response_due_at));
    `);
  }
}
