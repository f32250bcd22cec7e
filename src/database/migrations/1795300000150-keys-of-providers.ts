import { MigrationInterface, QueryRunner } from 'typeorm';

/** A staff key may be bound to one provider. */
export class KeysOfProviders1795300000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_keys ADD COLUMN provider_id bigint
        CONSTRAINT api_keys_provider_id_fkey REFERENCES providers (id);
      ALTER TABLE api_keys ADD CONSTRAINT api_keys_provider_id_check
        CHECK (customer_id IS NULL OR provider_id IS NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys DROP COLUMN provider_id');
  }
}
