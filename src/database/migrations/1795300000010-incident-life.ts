import { MigrationInterface, QueryRunner } from 'typeorm';

/** The second line behind the life of an incident, and the way to those that are still open. */
export class IncidentLife1795300000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incidents
        ADD CONSTRAINT incidents_response_met_check
          CHECK (response_met IS NOT DISTINCT FROM (first_responded_at <= response_due_at)),
        ADD CONSTRAINT incidents_bug_severity_check CHECK (bug_severity IN ('CRASH', 'BLOCK', 'OTHER')),
        ADD CONSTRAINT incidents_bug_reference_check CHECK ((bug_reference IS NULL) = (bug_severity IS NULL));
      CREATE INDEX incidents_open_idx ON incidents (status, id)
        WHERE status IN ('NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX incidents_open_idx;
      ALTER TABLE incidents
        DROP CONSTRAINT incidents_response_met_check,
        DROP CONSTRAINT incidents_bug_severity_check,
        DROP CONSTRAINT incidents_bug_reference_check;
    `);
  }
}
