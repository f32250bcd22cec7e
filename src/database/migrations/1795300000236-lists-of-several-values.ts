import { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of contracts of some plans in some statuses, and of those with an end, in the order in which they were made. */
export class ListsOfSeveralValues1795300000236 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Many rows take longer than any request may.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query(`
      CREATE INDEX contracts_current_plan_id_status_idx ON contracts (current_plan_id, status, id);
      DROP INDEX contracts_current_plan_id_idx;
      CREATE INDEX contracts_with_end_idx ON contracts (id) WHERE cancelled_at IS NULL AND notice_ends_on IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX contracts_with_end_idx;
      CREATE INDEX contracts_current_plan_id_idx ON contracts (current_plan_id, id);
      DROP INDEX contracts_current_plan_id_status_idx;
    `);
  }
}
