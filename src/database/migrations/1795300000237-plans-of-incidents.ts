import { MigrationInterface, QueryRunner } from 'typeorm';

/** The plan of its receipt in each incident, so that lists of a plan or a provider read its incidents alone. */
export class PlansOfIncidents1795300000237 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Many incidents take longer than any request may.
      SET LOCAL statement_timeout = 0;
      -- No foreign key: it would lock the row of the plan, which all requests share, for each of them.
      ALTER TABLE incidents ADD COLUMN plan_id bigint;
      UPDATE incidents SET plan_id = ${planAtReceipt('incidents')};
      ALTER TABLE incidents ALTER COLUMN plan_id SET NOT NULL;
      CREATE INDEX incidents_plan_id_idx ON incidents (plan_id, id);

      -- A program from before knows no such column: it is to be told that it is too old, which its audit entry is.
      CREATE FUNCTION fill_plan_of_incident() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.plan_id := ${planAtReceipt('NEW')};
        RETURN NEW;
      END $$;
      CREATE TRIGGER incidents_plan BEFORE INSERT ON incidents
        FOR EACH ROW WHEN (NEW.plan_id IS NULL) EXECUTE FUNCTION fill_plan_of_incident();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER incidents_plan ON incidents;
      DROP FUNCTION fill_plan_of_incident();
      ALTER TABLE incidents DROP COLUMN plan_id;
    `);
  }
}

function planAtReceipt(incident: string): string {
  return `(SELECT p.plan_id FROM contract_plans p
    WHERE p.contract_id = ${incident}.contract_id AND (p.valid_to IS NULL OR ${incident}.received_at < p.valid_to)
    ORDER BY p.valid_from LIMIT 1)`;
}
