import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A key expires, says who made and who revoked it and when it was last used, and has its secrets in a table of their own:
 * while it is rolled, the old one and the new one both work.
 */
export class LivesOfKeys1795300000151 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_keys
        ADD COLUMN created_by text,
        ADD COLUMN expires_at timestamptz,
        ADD COLUMN last_used_at timestamptz,
        ADD COLUMN revoked_by text,
        ADD CONSTRAINT api_keys_expires_at_check CHECK (created_at < expires_at);
      UPDATE api_keys SET
        created_by = CASE WHEN name = 'demo ' || lower(role) THEN 'demo data' ELSE 'command line' END,
        revoked_by = CASE WHEN revoked_at IS NOT NULL THEN 'command line' END;
      ALTER TABLE api_keys ALTER COLUMN created_by SET NOT NULL;

      CREATE TABLE api_key_secrets (
        hash bytea CONSTRAINT api_key_secrets_pkey PRIMARY KEY,
        api_key_id bigint NOT NULL CONSTRAINT api_key_secrets_api_key_id_fkey REFERENCES api_keys (id),
        valid_until timestamptz
      );
      CREATE INDEX api_key_secrets_api_key_id_idx ON api_key_secrets (api_key_id);
      CREATE UNIQUE INDEX api_key_secrets_newest_key ON api_key_secrets (api_key_id) WHERE valid_until IS NULL;
      INSERT INTO api_key_secrets (hash, api_key_id) SELECT hash, id FROM api_keys;
      ALTER TABLE api_keys DROP COLUMN hash;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_keys ADD COLUMN hash bytea;
      UPDATE api_keys k SET hash = s.hash FROM api_key_secrets s WHERE s.api_key_id = k.id AND s.valid_until IS NULL;
      ALTER TABLE api_keys ALTER COLUMN hash SET NOT NULL, ADD CONSTRAINT api_keys_hash_key UNIQUE (hash);
      DROP TABLE api_key_secrets;
      ALTER TABLE api_keys DROP COLUMN created_by, DROP COLUMN expires_at, DROP COLUMN last_used_at, DROP COLUMN revoked_by;
    `);
  }
}
