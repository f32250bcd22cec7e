import { MigrationInterface, QueryRunner } from 'typeorm';

/** A customer without a contract is seen by the keys of the provider whose key created it. */
export class CustomersOfProviders1795300000165 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE customers ADD COLUMN created_by_provider_id bigint
        CONSTRAINT customers_created_by_provider_id_fkey REFERENCES providers (id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customers DROP COLUMN created_by_provider_id');
  }
}
