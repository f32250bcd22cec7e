import { MigrationInterface, QueryRunner } from 'typeorm';

/** A change that a notice had made moot can be dropped with the notice, also after the instant at which it was to begin. */
export class DroppedPlanChanges1795300000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_plan_changes DROP CONSTRAINT contract_plan_changes_withdrawn_at_check,
        ADD CONSTRAINT contract_plan_changes_withdrawn_at_check CHECK (recorded_at <= withdrawn_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of a change that was dropped late: as if just before it was to begin.
      UPDATE contract_plan_changes SET withdrawn_at = greatest(recorded_at, effective_at - interval '1 millisecond')
        WHERE withdrawn_at >= effective_at AND recorded_at < effective_at;
      ALTER TABLE contract_plan_changes DROP CONSTRAINT contract_plan_changes_withdrawn_at_check,
        ADD CONSTRAINT contract_plan_changes_withdrawn_at_check
          CHECK (recorded_at <= withdrawn_at AND withdrawn_at < effective_at);
    `);
  }
}
