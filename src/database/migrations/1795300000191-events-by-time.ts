import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When time alone has something to tell of a contract or an incident. Of those that are here already, what lies before now is
 * told to nobody.
 */
export class EventsByTime1795300000191 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Many contracts and incidents take longer than any request may.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query(CONTRACTS);
    await runner.query(WALL);
    await runner.query(INCIDENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER contracts_timer ON contracts;
      DROP FUNCTION look_at_contract_timer();
      DROP TABLE contract_timers;
      ALTER TABLE incidents DROP COLUMN response_due_soon_at, DROP COLUMN events_due_at, DROP COLUMN silent_until;
    `);
  }
}

const CONTRACTS = `
  CREATE TABLE contract_timers (
    contract_id bigint CONSTRAINT contract_timers_pkey PRIMARY KEY,
    due_at timestamptz,
    silent_until timestamptz
  );
  INSERT INTO contract_timers (contract_id, due_at, silent_until) SELECT id, now(), now() FROM contracts;
  CREATE INDEX contract_timers_due_at_idx ON contract_timers (due_at) WHERE due_at IS NOT NULL;
  CREATE FUNCTION look_at_contract_timer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO contract_timers (contract_id, due_at) VALUES (NEW.id, '-infinity')
        ON CONFLICT (contract_id) DO UPDATE SET due_at = excluded.due_at;
      RETURN NULL;
    END $$;
  CREATE TRIGGER contracts_timer
    AFTER INSERT OR UPDATE OF plan_id, next_plan_id, next_plan_from, notice_ends_on, cancelled_at, contacts_used ON contracts
    FOR EACH ROW EXECUTE FUNCTION look_at_contract_timer();
`;

// A default that was there when the column was made is what old rows have, without being written.
const INCIDENTS = `
  ALTER TABLE incidents ADD COLUMN response_due_soon_at timestamptz, ADD COLUMN events_due_at timestamptz,
    ADD COLUMN silent_until timestamptz DEFAULT now();
  ALTER TABLE incidents ALTER COLUMN silent_until DROP DEFAULT;
  UPDATE incidents SET events_due_at = now()
    WHERE status = 'WAITING_FOR_CUSTOMER' OR (status = 'NEW' AND response_due_at >= now());
  CREATE INDEX incidents_events_due_at_idx ON incidents (events_due_at) WHERE events_due_at IS NOT NULL;
`;

// By the trigger each change of a contract lets its timer be looked at.
const SOLD = 'SELECT FROM contracts c WHERE c.id = contract_timers.contract_id';
const CUSTOMER = `EXISTS (${SOLD} AND c.customer_id = ANY (ARRAY(SELECT seen.id FROM customers seen)))`;
const PROVIDER = `EXISTS (${SOLD})`;
const WALL = `
  GRANT SELECT, INSERT, UPDATE ON contract_timers TO ambit_staff, ambit_customer, ambit_provider;
  ALTER TABLE contract_timers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY contract_timers_owner ON contract_timers TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY contract_timers_staff ON contract_timers TO ambit_staff USING (true) WITH CHECK (true);
  CREATE POLICY contract_timers_customer ON contract_timers TO ambit_customer USING (${CUSTOMER}) WITH CHECK (${CUSTOMER});
  CREATE POLICY contract_timers_provider ON contract_timers TO ambit_provider USING (${PROVIDER}) WITH CHECK (${PROVIDER});
`;
