import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A program that is older than the schema cannot write: each write of it has an audit entry, and its connections say
 * which migration is the last that they know. A connection that says nothing is that of a person at the command line of PostgreSQL.
 */
export class SchemaGuard1795300000180 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT SELECT ON migrations TO ambit_staff, ambit_customer, ambit_provider;
      CREATE FUNCTION refuse_older_program() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nullif(current_setting('ambit.schema', true), '')::bigint < (SELECT max(timestamp) FROM migrations) THEN
          RAISE EXCEPTION 'the program is older than the schema' USING ERRCODE = 'AM001';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER audit_log_of_current_program BEFORE INSERT ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_older_program();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER audit_log_of_current_program ON audit_log;
      DROP FUNCTION refuse_older_program();
    `);
  }
}
