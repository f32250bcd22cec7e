import { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each reader of the outbox has come that the program itself runs. */
export class EventConsumers1795300000195 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event_consumers (
        name text CONSTRAINT event_consumers_pkey PRIMARY KEY,
        position bigint NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON event_consumers TO ambit_staff, ambit_provider;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE event_consumers');
  }
}
