import { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists of contracts and customers are filtered, ordered and searched by, each behind an index. */
export class Lists1795300000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Many rows take longer than any request may.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query(COLUMNS);
    for (const [name, on] of Object.entries(INDEXES)) await runner.query(`CREATE INDEX ${name} ON ${on}`);
  }

  // The extension stays: it is the database's, and others may lean on it.
  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX ${name}`);
    await runner.query(`
      ALTER TABLE contract_years DROP COLUMN incidents_allowed, DROP COLUMN included_blocks_allowed;
      ALTER TABLE contracts DROP COLUMN status, DROP COLUMN current_plan_id, DROP COLUMN renews_on,
        DROP COLUMN notice_deadline, DROP COLUMN contacts_due_on, DROP COLUMN contacts_allowed,
        DROP COLUMN satellites_allowed, DROP COLUMN derived_from, DROP COLUMN derived_until;
    `);
  }
}

// Rows that were here before are read as out of date, until the events by time have come by each of them.
const COLUMNS = `
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  ALTER TABLE contracts ADD COLUMN status text, ADD COLUMN current_plan_id bigint, ADD COLUMN renews_on date,
    ADD COLUMN notice_deadline date, ADD COLUMN contacts_due_on date, ADD COLUMN contacts_allowed int,
    ADD COLUMN satellites_allowed int,
    ADD COLUMN derived_from timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN derived_until timestamptz NOT NULL DEFAULT '-infinity';
  ALTER TABLE contract_years ADD COLUMN incidents_allowed int, ADD COLUMN included_blocks_allowed int;
  UPDATE contract_timers SET due_at = '-infinity';
`;

const percent = (used: string, allowed: string) =>
  `(CASE WHEN ${allowed} > 0 THEN ${used} * 100 / ${allowed} END)`;
const orLast = (date: string) => `coalesce(${date}, 'infinity'::date)`;

const INDEXES: Readonly<Record<string, string>> = {
  contracts_status_idx: 'contracts (status, id)',
  contracts_current_plan_id_idx: 'contracts (current_plan_id, id)',
  contracts_provider_id_idx: 'contracts (provider_id, id)',
  contracts_renews_on_idx: `contracts (${orLast('renews_on')}, id)`,
  contracts_notice_deadline_idx: `contracts (${orLast('notice_deadline')}, id)`,
  contracts_ends_on_idx: `contracts (${orLast('CASE WHEN cancelled_at IS NULL THEN notice_ends_on END')}, id)`,
  contracts_without_contact_idx: 'contracts (id) WHERE contacts_used = 0',
  contracts_suspended_idx: 'contracts (id) WHERE suspended_since IS NOT NULL',
  contracts_next_plan_from_idx: 'contracts (next_plan_from, id) WHERE next_plan_id IS NOT NULL',
  contracts_contacts_percent_idx: `contracts (${percent('contacts_used', 'contacts_allowed')}, id)`,
  contracts_satellites_percent_idx: `contracts (${percent('satellites_used', 'satellites_allowed')}, id)`,
  contracts_derived_from_idx: 'contracts (derived_from)',
  contracts_derived_until_idx: 'contracts (derived_until)',
  contracts_number_search_idx: 'contracts USING gin (number_folded gin_trgm_ops)',
  contract_years_incidents_percent_idx: `contract_years (${percent('incidents_used', 'incidents_allowed')}, contract_id)`,
  contract_years_included_blocks_percent_idx: `contract_years (${percent('included_blocks_used', 'included_blocks_allowed')}, contract_id)`,
  customers_name_folded_idx: 'customers (name_folded, id)',
  customers_name_search_idx: 'customers USING gin (name_folded gin_trgm_ops)',
  customers_number_search_idx: 'customers USING gin (number_folded gin_trgm_ops)',
  customers_region_idx: 'customers (region, id)',
  customers_is_partner_idx: 'customers (id) WHERE is_partner',
  named_contacts_current_email_idx: 'named_contacts (email_folded, contract_id) WHERE valid_to IS NULL',
  named_contacts_email_search_idx:
    'named_contacts USING gin (email_folded gin_trgm_ops) WHERE valid_to IS NULL',
};
