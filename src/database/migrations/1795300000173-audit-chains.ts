import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each entry of the audit log holds the hash of the one before it: a chain for each contract, and one for all entries
 * without a contract. The end of each chain is kept apart, so that the last entry is missed too.
 */
export class AuditChains1795300000173 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A long log takes longer than any request may.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query(TABLES);
    await runner.query(HASHES);
    await runner.query(CHAIN_OLD_ENTRIES);
    await runner.query(CHAIN_NEW_ENTRIES);
    await runner.query(WALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER audit_log_chained ON audit_log;
      DROP FUNCTION chain_audit_entry(), audit_hash(bigint, bytea, audit_log);
      DROP TABLE audit_chains;
      ALTER TABLE audit_log DROP COLUMN place, DROP COLUMN previous_hash, DROP COLUMN hash;
    `);
  }
}

const TABLES = `
  CREATE TABLE audit_chains (
    contract_id bigint NOT NULL CONSTRAINT audit_chains_pkey PRIMARY KEY,
    length bigint NOT NULL CONSTRAINT audit_chains_length_check CHECK (length >= 1),
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
  ) WITH (fillfactor = 50);
  ALTER TABLE audit_log ADD COLUMN place bigint, ADD COLUMN previous_hash bytea, ADD COLUMN hash bytea;
`;

/** Every column of an entry but its place and hashes, in a form that no setting of the session changes. */
const contentOf = (e: string) => `convert_to(jsonb_build_array(
      ${e}.id, (extract(epoch FROM ${e}.at) * 1000000)::bigint, ${e}.request_id, ${e}.key_id, ${e}.actor, ${e}.role,
      ${e}.mutation, ${e}.subject_type, ${e}.subject_id, ${e}.contract_id, ${e}.before, ${e}.after)::text, 'UTF8')`;

const HASHES = `
  CREATE FUNCTION audit_hash(place bigint, previous_hash bytea, e audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(previous_hash || int8send(place) || ${contentOf('e')})
  $$;
`;

const CHAIN_OLD_ENTRIES = `
  ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only;
  DO $$
  DECLARE
    e audit_log;
    chain bigint;
    count bigint;
    before bytea;
    here bytea;
  BEGIN
    FOR e IN SELECT * FROM audit_log ORDER BY contract_id NULLS LAST, id LOOP
      IF chain IS DISTINCT FROM coalesce(e.contract_id, 0) THEN
        chain := coalesce(e.contract_id, 0);
        count := 0;
        here := '';
      END IF;
      count := count + 1;
      before := here;
      here := audit_hash(count, before, e);
      UPDATE audit_log SET place = count, previous_hash = before, hash = here WHERE id = e.id;
      INSERT INTO audit_chains AS c VALUES (chain, count, before, here)
        ON CONFLICT (contract_id) DO UPDATE
        SET length = excluded.length, previous_hash = excluded.previous_hash, hash = excluded.hash;
    END LOOP;
  END $$;
  ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only;
  ALTER TABLE audit_log ALTER COLUMN place SET NOT NULL, ALTER COLUMN previous_hash SET NOT NULL,
    ALTER COLUMN hash SET NOT NULL;
`;

// Here and not in the program, so that no way into the log leads past it. Writers of one chain follow each other by the
// lock of its row, and the new hash is that of the row as the one before has left it.
const CHAIN_NEW_ENTRIES = `
  CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    chain bigint := coalesce(NEW.contract_id, 0);
    -- As in audit_hash: a call of it for each entry costs more than all else here.
    content bytea := ${contentOf('NEW')};
  BEGIN
    UPDATE audit_chains c
      SET length = c.length + 1, previous_hash = c.hash, hash = sha256(c.hash || int8send(c.length + 1) || content)
      WHERE contract_id = chain RETURNING c.length, c.previous_hash, c.hash INTO NEW.place, NEW.previous_hash, NEW.hash;
    IF NOT FOUND THEN
      INSERT INTO audit_chains AS c VALUES (chain, 1, '', audit_hash(1, '', NEW))
        ON CONFLICT (contract_id) DO UPDATE
        SET length = c.length + 1, previous_hash = c.hash, hash = audit_hash(c.length + 1, c.hash, NEW)
        RETURNING c.length, c.previous_hash, c.hash INTO NEW.place, NEW.previous_hash, NEW.hash;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER audit_log_chained BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();
`;

// The chain of what belongs to no contract is everybody's to write.
const SOLD = 'SELECT FROM contracts c WHERE c.id = audit_chains.contract_id';
const WALL = `
  GRANT SELECT, INSERT, UPDATE ON audit_chains TO ambit_staff, ambit_customer, ambit_provider;
  ALTER TABLE audit_chains ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY audit_chains_owner ON audit_chains TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY audit_chains_staff ON audit_chains TO ambit_staff USING (true) WITH CHECK (true);
  CREATE POLICY audit_chains_customer ON audit_chains TO ambit_customer
    USING (contract_id = 0 OR EXISTS (${SOLD} AND c.customer_id = ANY (ARRAY(SELECT seen.id FROM customers seen))))
    WITH CHECK (contract_id = 0 OR EXISTS (${SOLD} AND c.customer_id = ANY (ARRAY(SELECT seen.id FROM customers seen))));
  CREATE POLICY audit_chains_provider ON audit_chains TO ambit_provider
    USING (contract_id = 0 OR EXISTS (${SOLD})) WITH CHECK (contract_id = 0 OR EXISTS (${SOLD}));
`;
