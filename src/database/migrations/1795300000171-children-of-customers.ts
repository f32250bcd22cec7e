import { MigrationInterface, QueryRunner } from 'typeorm';

/** What has two parents cannot have them of two customers; and a step of an incident knows its contract. */
export class ChildrenOfCustomers1795300000171 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Many incidents take longer than any request may.
      SET LOCAL statement_timeout = 0;
      DROP INDEX contracts_customer_id_idx;
      ALTER TABLE contracts ADD CONSTRAINT contracts_customer_id_id_key UNIQUE (customer_id, id);
      DROP INDEX incidents_contract_id_idx;
      ALTER TABLE incidents ADD CONSTRAINT incidents_contract_id_id_key UNIQUE (contract_id, id);
      DROP INDEX consulting_blocks_contract_id_idx;
      ALTER TABLE consulting_blocks ADD CONSTRAINT consulting_blocks_contract_id_id_key UNIQUE (contract_id, id);

      ALTER TABLE incident_events ADD COLUMN contract_id bigint;
      ALTER TABLE incident_events DISABLE TRIGGER incident_events_append_only;
      UPDATE incident_events e SET contract_id = i.contract_id FROM incidents i WHERE i.id = e.incident_id;
      ALTER TABLE incident_events ENABLE TRIGGER incident_events_append_only;
      ALTER TABLE incident_events ALTER COLUMN contract_id SET NOT NULL,
        DROP CONSTRAINT incident_events_incident_id_fkey,
        ADD CONSTRAINT incident_events_contract_id_incident_id_fkey FOREIGN KEY (contract_id, incident_id)
          REFERENCES incidents (contract_id, id);

      ALTER TABLE consulting_events
        DROP CONSTRAINT consulting_events_contract_id_fkey,
        DROP CONSTRAINT consulting_events_customer_id_fkey,
        DROP CONSTRAINT consulting_events_order_id_fkey,
        DROP CONSTRAINT consulting_events_block_id_fkey,
        ADD CONSTRAINT consulting_events_customer_id_contract_id_fkey FOREIGN KEY (customer_id, contract_id)
          REFERENCES contracts (customer_id, id),
        ADD CONSTRAINT consulting_events_contract_id_order_id_fkey FOREIGN KEY (contract_id, order_id)
          REFERENCES consulting_orders (contract_id, id),
        ADD CONSTRAINT consulting_events_contract_id_block_id_fkey FOREIGN KEY (contract_id, block_id)
          REFERENCES consulting_blocks (contract_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE consulting_events
        DROP CONSTRAINT consulting_events_customer_id_contract_id_fkey,
        DROP CONSTRAINT consulting_events_contract_id_order_id_fkey,
        DROP CONSTRAINT consulting_events_contract_id_block_id_fkey,
        ADD CONSTRAINT consulting_events_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts (id),
        ADD CONSTRAINT consulting_events_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        ADD CONSTRAINT consulting_events_order_id_fkey FOREIGN KEY (order_id) REFERENCES consulting_orders (id),
        ADD CONSTRAINT consulting_events_block_id_fkey FOREIGN KEY (block_id) REFERENCES consulting_blocks (id);
      ALTER TABLE incident_events DROP COLUMN contract_id,
        ADD CONSTRAINT incident_events_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incidents (id);
      ALTER TABLE consulting_blocks DROP CONSTRAINT consulting_blocks_contract_id_id_key;
      CREATE INDEX consulting_blocks_contract_id_idx ON consulting_blocks (contract_id, id);
      ALTER TABLE incidents DROP CONSTRAINT incidents_contract_id_id_key;
      CREATE INDEX incidents_contract_id_idx ON incidents (contract_id, id);
      ALTER TABLE contracts DROP CONSTRAINT contracts_customer_id_id_key;
      CREATE INDEX contracts_customer_id_idx ON contracts (customer_id, id);
    `);
  }
}
