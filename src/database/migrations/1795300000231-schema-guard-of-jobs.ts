import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A program that is older than the schema cannot do what it does by itself either: jobs write much that has no audit entry. The
 * tables that jobs alone write refuse them, before a mail or a webhook is sent; for all other tables the transaction asks.
 */
export class SchemaGuardOfJobs1795300000231 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION require_current_program() RETURNS void LANGUAGE plpgsql STABLE AS $$
      BEGIN
        ${CHECK}
      END $$;
      CREATE OR REPLACE FUNCTION refuse_older_program() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM require_current_program();
        RETURN NULL;
      END $$;
    `);
    for (const table of TABLES)
      await runner.query(`
        CREATE TRIGGER ${table}_of_current_program BEFORE INSERT OR UPDATE OR DELETE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_older_program();
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TRIGGER ${table}_of_current_program ON ${table}`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION refuse_older_program() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        ${CHECK}
        RETURN NULL;
      END $$;
      DROP FUNCTION require_current_program();
    `);
  }
}

const TABLES = ['event_consumers', 'mails', 'webhook_messages'];

const CHECK = `IF nullif(current_setting('ambit.schema', true), '')::bigint < (SELECT max(timestamp) FROM migrations) THEN
          RAISE EXCEPTION 'the program is older than the schema' USING ERRCODE = 'AM001';
        END IF;`;
