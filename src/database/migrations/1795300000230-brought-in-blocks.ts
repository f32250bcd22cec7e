import { MigrationInterface, QueryRunner } from 'typeorm';

/** Additional blocks that were paid elsewhere before their contract was brought in: an entry of the ledger that is never billed. */
export class BroughtInBlocks1795300000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kindsOfOrders(`'ORDERED', 'BROUGHT_IN'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(kindsOfOrders(`'ORDERED'`));
  }
}

function kindsOfOrders(ordered: string): string {
  return `
    ALTER TABLE consulting_events
      DROP CONSTRAINT consulting_events_kind_check,
      DROP CONSTRAINT consulting_events_block_id_check,
      ADD CONSTRAINT consulting_events_kind_check CHECK (kind IN (${ordered}, 'ORDER_REVERSED', 'BOOKED',
        'MOVED_FROM', 'MOVED_TO', 'CANCELLED', 'DELIVERED', 'REVERSED')),
      ADD CONSTRAINT consulting_events_block_id_check
        CHECK ((kind IN (${ordered}, 'ORDER_REVERSED')) = (block_id IS NULL));
    DROP INDEX consulting_events_ordered_idx;
    CREATE INDEX consulting_events_ordered_idx ON consulting_events (order_id) WHERE kind IN (${ordered});
  `;
}
