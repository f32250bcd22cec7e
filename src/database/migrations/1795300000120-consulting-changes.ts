import { MigrationInterface, QueryRunner } from 'typeorm';

/** Appointments that move, deliveries by somebody, orders that are taken back. */
export class ConsultingChanges1795300000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A long ledger takes longer than any request may.
      SET LOCAL statement_timeout = 0;
      ALTER TABLE consulting_orders
        ADD COLUMN blocks_reversed integer NOT NULL DEFAULT 0,
        DROP CONSTRAINT consulting_orders_blocks_used_check,
        ADD CONSTRAINT consulting_orders_blocks_reversed_check CHECK (blocks_reversed >= 0),
        ADD CONSTRAINT consulting_orders_blocks_used_check CHECK (blocks_used BETWEEN 0 AND blocks - blocks_reversed);
      ALTER TABLE consulting_blocks ADD COLUMN delivered_by text, ADD COLUMN delivery_recorded_at timestamptz;
      ALTER TABLE closed_exports ADD COLUMN format integer NOT NULL DEFAULT 1;
    `);
    await runner.query(DELIVERIES_RECORDED);
    await runner.query(kindsOfLedger(true));
    await runner.query(ORDERS_KEPT);
    await runner.query(BLOCKS_KEPT);
  }

  /** Only while nothing was moved or taken back, which the old ledger has no kinds for. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(kindsOfLedger(false));
    await runner.query(ORDERS_KEPT_BEFORE);
    await runner.query(BLOCKS_KEPT_BEFORE);
    await runner.query(`
      ALTER TABLE closed_exports DROP COLUMN format;
      ALTER TABLE consulting_blocks DROP COLUMN delivered_by, DROP COLUMN delivery_recorded_at;
      ALTER TABLE consulting_orders
        DROP CONSTRAINT consulting_orders_blocks_used_check,
        DROP COLUMN blocks_reversed,
        ADD CONSTRAINT consulting_orders_blocks_used_check CHECK (blocks_used BETWEEN 0 AND blocks);
    `);
  }
}

// Who gave an old delivery was not recorded, when it was recorded stands in the ledger.
const DELIVERIES_RECORDED = `
  ALTER TABLE consulting_blocks DISABLE TRIGGER consulting_blocks_kept;
  UPDATE consulting_blocks b SET delivery_recorded_at = e.recorded_at
    FROM consulting_events e WHERE e.block_id = b.id AND e.kind = 'DELIVERED';
  ALTER TABLE consulting_blocks ENABLE TRIGGER consulting_blocks_kept;
  ALTER TABLE consulting_blocks
    ADD CONSTRAINT consulting_blocks_delivery_recorded_at_check
      CHECK ((delivered_at IS NULL) = (delivery_recorded_at IS NULL)),
    ADD CONSTRAINT consulting_blocks_delivered_by_check CHECK (delivered_by IS NULL OR delivered_at IS NOT NULL);
`;

function kindsOfLedger(isNew: boolean): string {
  const ofOrder = isNew ? `'ORDERED', 'ORDER_REVERSED'` : `'ORDERED'`;
  const ofBlock = isNew ? `'BOOKED', 'MOVED_FROM', 'MOVED_TO', 'CANCELLED'` : `'BOOKED', 'CANCELLED'`;
  return `
    ALTER TABLE consulting_events
      DROP CONSTRAINT consulting_events_kind_check,
      DROP CONSTRAINT consulting_events_position_check,
      DROP CONSTRAINT consulting_events_block_id_check,
      ADD CONSTRAINT consulting_events_kind_check
        CHECK (kind IN (${ofOrder}, ${ofBlock}, 'DELIVERED', 'REVERSED')),
      ADD CONSTRAINT consulting_events_position_check
        CHECK ((position IS NOT NULL) = (kind IN (${ofOrder}, 'DELIVERED', 'REVERSED'))),
      ADD CONSTRAINT consulting_events_block_id_check CHECK ((kind IN (${ofOrder})) = (block_id IS NULL));
    ${isNew ? ORDERED_INDEX : 'DROP INDEX consulting_events_ordered_idx;'}
  `;
}

const ORDERED_INDEX = `CREATE INDEX consulting_events_ordered_idx ON consulting_events (order_id) WHERE kind = 'ORDERED';`;

const ORDERS_KEPT = `
  CREATE OR REPLACE FUNCTION refuse_order_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF to_jsonb(NEW) - '{blocks_used,blocks_reversed}'::text[] <> to_jsonb(OLD) - '{blocks_used,blocks_reversed}'::text[]
      OR NEW.blocks_reversed < OLD.blocks_reversed THEN
      RAISE EXCEPTION 'an order keeps what was ordered' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
`;

// While it is BOOKED an appointment moves, and with it what it draws on; an ADDITIONAL block stays what it is.
const BLOCKS_KEPT = `
  CREATE OR REPLACE FUNCTION refuse_block_change() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    step text := OLD.status || ' to ' || NEW.status;
    changing text[] := CASE step
      WHEN 'BOOKED to BOOKED' THEN '{starts_at,contract_year,source,order_id,subject,consultant}'
      WHEN 'BOOKED to CANCELLED' THEN '{cancelled_at}'
      WHEN 'BOOKED to DELIVERED' THEN '{delivered_at,delivered_by,delivery_recorded_at}'
      WHEN 'DELIVERED to REVERSED' THEN '{reversed_at}' END;
  BEGIN
    IF changing IS NULL OR to_jsonb(NEW) - 'status' - changing <> to_jsonb(OLD) - 'status' - changing
      OR (OLD.source = 'ADDITIONAL' AND (NEW.source, NEW.order_id) IS DISTINCT FROM (OLD.source, OLD.order_id)) THEN
      RAISE EXCEPTION 'a block takes the steps of its life and keeps all else: % is refused', step
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
`;

const ORDERS_KEPT_BEFORE = `
  CREATE OR REPLACE FUNCTION refuse_order_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF to_jsonb(NEW) - 'blocks_used' <> to_jsonb(OLD) - 'blocks_used' THEN
      RAISE EXCEPTION 'an order keeps what was ordered' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
`;

const BLOCKS_KEPT_BEFORE = `
  CREATE OR REPLACE FUNCTION refuse_block_change() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    step text := OLD.status || ' to ' || NEW.status;
    stamp text := CASE step
      WHEN 'BOOKED to CANCELLED' THEN 'cancelled_at'
      WHEN 'BOOKED to DELIVERED' THEN 'delivered_at'
      WHEN 'DELIVERED to REVERSED' THEN 'reversed_at' END;
  BEGIN
    IF stamp IS NULL OR to_jsonb(NEW) - 'status' - stamp <> to_jsonb(OLD) - 'status' - stamp THEN
      RAISE EXCEPTION 'a block takes the steps of its life and keeps all else: % is refused', step
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
`;
