import { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails about appointments, which have no incident, and go to each contact of a contract. */
export class MailsOfAppointments1795300000226 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
  ALTER TABLE mails ADD COLUMN contact_id bigint;
  UPDATE mails m SET contact_id = i.contact_id FROM incidents i WHERE i.id = m.incident_id;
  ALTER TABLE mails ALTER COLUMN contact_id SET NOT NULL, ALTER COLUMN incident_id DROP NOT NULL,
    DROP CONSTRAINT mails_event_position_key,
    ADD CONSTRAINT mails_event_position_contact_id_key UNIQUE (event_position, contact_id);
`;

const DOWN = `
  DELETE FROM mails WHERE incident_id IS NULL;
  ALTER TABLE mails DROP CONSTRAINT mails_event_position_contact_id_key,
    ADD CONSTRAINT mails_event_position_key UNIQUE (event_position),
    ALTER COLUMN incident_id SET NOT NULL, DROP COLUMN contact_id;
`;
