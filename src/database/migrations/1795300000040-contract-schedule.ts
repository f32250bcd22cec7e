import { MigrationInterface, QueryRunner } from 'typeorm';

/** A contract's plan schedule and end in its own row, so that its state is read without the history. */
export class ContractSchedule1795300000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Many contracts take longer than any request may.
      SET LOCAL statement_timeout = 0;
      ALTER TABLE contracts ADD COLUMN plan_id bigint, ADD COLUMN next_plan_id bigint,
        ADD COLUMN next_plan_from timestamptz, ADD COLUMN notice_ends_on date;

      UPDATE contracts c
        SET plan_id = p.plan_id, next_plan_id = s.plan_id, next_plan_from = s.valid_from, notice_ends_on = n.ends_on
        FROM contracts k
          LEFT JOIN contract_notices n ON n.contract_id = k.id AND n.withdrawn_at IS NULL
          -- The plan before the newest one, or the only one; of those that began before the end.
          CROSS JOIN LATERAL (SELECT plan_id, valid_to FROM contract_plans WHERE contract_id = k.id
            AND (n.ends_on IS NULL OR valid_from < n.ends_on::timestamp AT TIME ZONE k.time_zone)
            ORDER BY valid_to IS NULL, valid_from DESC LIMIT 1) p
          LEFT JOIN contract_plans s ON s.contract_id = k.id AND s.valid_from = p.valid_to
        WHERE k.id = c.id;

      ALTER TABLE contracts ALTER COLUMN plan_id SET NOT NULL,
        ADD CONSTRAINT contracts_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans (id),
        ADD CONSTRAINT contracts_next_plan_id_fkey FOREIGN KEY (next_plan_id) REFERENCES plans (id),
        ADD CONSTRAINT contracts_next_plan_from_check CHECK ((next_plan_id IS NULL) = (next_plan_from IS NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contracts DROP COLUMN plan_id, DROP COLUMN next_plan_id, DROP COLUMN next_plan_from,
        DROP COLUMN notice_ends_on;
    `);
  }
}
