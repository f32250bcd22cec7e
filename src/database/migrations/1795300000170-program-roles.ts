import { MigrationInterface, QueryRunner } from 'typeorm';

/** What the roles of the program may do, table by table; and the login by which it becomes them. */
export class ProgramRoles1795300000170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LOGIN);
    await runner.query(FEED);
    // The ids of people are numbered with those of keys.
    await runner.query('GRANT USAGE ON SEQUENCE api_keys_id_seq TO ambit_staff, ambit_provider');
    for (const [role, grants] of Object.entries(GRANTS)) {
      await runner.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
      await runner.query(`GRANT USAGE ON SEQUENCE incidents_id_seq, incident_numbers TO ${role}`);
      for (const [privileges, tables] of Object.entries(grants))
        await runner.query(`GRANT ${privileges} ON ${tables} TO ${role}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const role of Object.keys(GRANTS)) {
      await runner.query(`
        REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role};
        REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${role};
        REVOKE USAGE ON SCHEMA public FROM ${role};
      `);
    }
    await runner.query('DROP TABLE program_login, consulting_feed');
  }
}

// Read by the owner alone, which makes the role at the start where it is missing. Two random numbers of 122 bits each.
const LOGIN = `
  CREATE TABLE program_login (
    is_only boolean NOT NULL DEFAULT true CONSTRAINT program_login_pkey PRIMARY KEY
      CONSTRAINT program_login_is_only_check CHECK (is_only),
    role_name text NOT NULL,
    password text NOT NULL
  );
  INSERT INTO program_login (role_name, password)
    SELECT 'ambit_app_' || left(replace(gen_random_uuid()::text, '-', ''), 12),
      replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
`;

// The end of the feed, which staff that is bound to one provider adds to without seeing the entries of others.
const FEED = `
  CREATE TABLE consulting_feed (
    is_only boolean NOT NULL DEFAULT true CONSTRAINT consulting_feed_pkey PRIMARY KEY
      CONSTRAINT consulting_feed_is_only_check CHECK (is_only),
    position bigint NOT NULL,
    latest_occurred_at timestamptz
  );
  INSERT INTO consulting_feed (position, latest_occurred_at)
    SELECT coalesce(max(position), 0), max(latest_occurred_at) FROM consulting_events;
`;

const CATALOG = 'providers, plans';
const APPENDED = 'customer_regions, named_contact_details, consulting_events, incident_events';
const CHANGED = `contracts, contract_plan_changes, contract_years, contract_notices, named_contacts, satellites,
  consulting_orders, consulting_blocks, incidents, idempotency_keys`;
const READ = 'SELECT';
const ADD = 'SELECT, INSERT';
const CHANGE = 'SELECT, INSERT, UPDATE';

/** Nobody deletes but a coming plan that is withdrawn, secrets that were rolled, and keys of retries that are too old. */
const GRANTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ambit_staff: {
    [READ]: 'migrations',
    [ADD]: `plans, closed_months, closed_exports, audit_log, decision_records, people, ${APPENDED}`,
    [CHANGE]: `providers, customers, customer_regions, api_keys, contract_suspensions, consulting_feed, ${CHANGED}`,
    'SELECT, INSERT, UPDATE, DELETE': 'contract_plans, api_key_secrets',
    DELETE: 'idempotency_keys',
  },
  ambit_provider: {
    [READ]: `closed_months, closed_exports, ${CATALOG}`,
    [ADD]: `audit_log, decision_records, ${APPENDED}`,
    [CHANGE]: `customers, customer_regions, api_keys, contract_suspensions, consulting_feed, ${CHANGED}`,
    'SELECT, INSERT, UPDATE, DELETE': 'contract_plans, api_key_secrets',
  },
  ambit_customer: {
    [READ]: `customers, customer_regions, contract_suspensions, closed_months, ${CATALOG}`,
    [ADD]: 'named_contact_details, consulting_events, incident_events',
    INSERT: 'audit_log, decision_records',
    [CHANGE]: CHANGED,
    'SELECT, INSERT, UPDATE, DELETE': 'contract_plans',
  },
};
