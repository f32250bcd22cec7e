import { MigrationInterface, QueryRunner } from 'typeorm';

/** The key under which ids hide their numbers, made here: all processes on a database have the same. */
export class IdCipher1795300000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE id_cipher (
        is_only boolean NOT NULL DEFAULT true CONSTRAINT id_cipher_pkey PRIMARY KEY
          CONSTRAINT id_cipher_is_only_check CHECK (is_only),
        key bytea NOT NULL CONSTRAINT id_cipher_key_check CHECK (octet_length(key) = 16)
      );
      -- 244 random bits, of which the hash makes 128.
      INSERT INTO id_cipher (key)
        SELECT substring(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) FROM 1 FOR 16);
      GRANT SELECT ON id_cipher TO ambit_staff;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE id_cipher');
  }
}
