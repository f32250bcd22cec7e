import { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each place of the billing feed reaches, so that a period is found without reading what lies before it. */
export class FeedReach1795300000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A long ledger takes longer than any request may.
      SET LOCAL statement_timeout = 0;
      ALTER TABLE consulting_events ADD COLUMN latest_occurred_at timestamptz;

      -- The one change of old entries: a column that follows from the others.
      ALTER TABLE consulting_events DISABLE TRIGGER consulting_events_append_only;
      UPDATE consulting_events e SET latest_occurred_at = reach.latest
        FROM (SELECT id, max(occurred_at) OVER (ORDER BY position) AS latest FROM consulting_events
              WHERE position IS NOT NULL) reach
        WHERE e.id = reach.id;
      ALTER TABLE consulting_events ENABLE TRIGGER consulting_events_append_only;

      ALTER TABLE consulting_events ADD CONSTRAINT consulting_events_latest_occurred_at_check
        CHECK ((position IS NULL) = (latest_occurred_at IS NULL) AND latest_occurred_at >= occurred_at);
      CREATE INDEX consulting_events_latest_occurred_at_idx ON consulting_events (latest_occurred_at, position)
        WHERE position IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consulting_events DROP COLUMN latest_occurred_at');
  }
}
