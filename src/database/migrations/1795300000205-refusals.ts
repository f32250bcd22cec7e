import { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was refused what, in the order of time: refusals are few among all decisions. */
export class Refusals1795300000205 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX decision_records_refused_idx ON decision_records (at, id) WHERE NOT allowed',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX decision_records_refused_idx');
  }
}
