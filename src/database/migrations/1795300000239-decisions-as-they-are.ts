import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Decisions are kept as they are written, some 4 KB each. PostgreSQL would compress what is longer than 2 KB, which saved 1.3 KB, and was
 * half of what the insert cost.
 */
export class DecisionsAsTheyAre1795300000239 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE decision_records SET (toast_tuple_target = 8160)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE decision_records RESET (toast_tuple_target)');
  }
}
