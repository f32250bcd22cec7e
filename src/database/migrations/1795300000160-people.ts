import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People, who come by a token of an identity provider. Their ids are of the sequence of API keys: what is stored by the id of
 * a caller (idempotency keys, audit log, decisions) never takes a person for a key.
 */
export class People1795300000160 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE people (
        id bigint NOT NULL DEFAULT nextval('api_keys_id_seq') CONSTRAINT people_pkey PRIMARY KEY,
        issuer text NOT NULL,
        subject text NOT NULL,
        first_seen_at timestamptz NOT NULL,
        CONSTRAINT people_issuer_subject_key UNIQUE (issuer, subject)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE people');
  }
}
