import { MigrationInterface, QueryRunner } from 'typeorm';

/** From which file, read by which build, each provider was last loaded, so that a start need not read the file again. */
export class OriginOfCatalogs1795300000238 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE providers ADD COLUMN loaded_from text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE providers DROP COLUMN loaded_from');
  }
}
