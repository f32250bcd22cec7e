import { MigrationInterface, QueryRunner } from 'typeorm';

/** The plan of its receipt in each incident, so that lists of a plan or a provider read its incidents alone. */
export class PlansOfIncidents1795300000237 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Many incidents take longer than any request may.
      SET LOCAL statement_timeout = 0;
      CREATE FUNCTION plan_at_receipt(contract bigint, received timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN (SELECT p.plan_id FROM contract_plans p
          WHERE p.contract_id = contract AND (p.valid_to IS NULL OR received < p.valid_to) ORDER BY p.valid_from LIMIT 1);
      END $$;

      -- No foreign key: it would lock the row of the plan, which all requests share, for each of them.
      ALTER TABLE incidents ADD COLUMN plan_id bigint;
      -- The table is written anew, and each index built at once: an update would write every row into all of them.
      ALTER TABLE incidents ALTER COLUMN plan_id TYPE bigint USING plan_at_receipt(contract_id, received_at);
      ALTER TABLE incidents ALTER COLUMN plan_id SET NOT NULL;
      CREATE INDEX incidents_plan_id_idx ON incidents (plan_id, id);

      -- A program from before knows no such column: it is to be told that it is too old, which its audit entry is.
      CREATE FUNCTION fill_plan_of_incident() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.plan_id := plan_at_receipt(NEW.contract_id, NEW.received_at);
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
      DROP FUNCTION plan_at_receipt(bigint, timestamptz);
    `);
  }
}
