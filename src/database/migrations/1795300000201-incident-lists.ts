import { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists of incidents are filtered, ordered and searched by, each behind an index. */
export class IncidentLists1795300000201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Many incidents take longer than any request may.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query('DROP INDEX incidents_awaiting_response_idx; DROP INDEX incidents_open_idx');
    for (const [name, on] of Object.entries(INDEXES)) await runner.query(`CREATE INDEX ${name} ON ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX ${name}`);
    await runner.query(`
      CREATE INDEX incidents_awaiting_response_idx ON incidents (response_due_at, id)
        WHERE first_responded_at IS NULL AND voided_at IS NULL;
      CREATE INDEX incidents_open_idx ON incidents (status, id)
        WHERE status IN ('NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED');
    `);
  }
}

const DUE = `coalesce(response_due_at, 'infinity'::timestamptz)`;
const PRIORITY = '(CASE WHEN priority THEN 0 ELSE 1 END)';
const OPEN = `WHERE status IN ('NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED')`;

// What nearly every incident is, a list finds without an index; a new one is written into few of these.
const INDEXES: Readonly<Record<string, string>> = {
  incidents_awaiting_response_idx: `incidents (${DUE}, id) WHERE first_responded_at IS NULL AND voided_at IS NULL`,
  incidents_status_idx: 'incidents (status, id)',
  incidents_open_idx: `incidents (id) ${OPEN}`,
  incidents_open_response_due_idx: `incidents (${DUE}, id) ${OPEN}`,
  incidents_open_priority_idx: `incidents (${PRIORITY}, ${DUE}, id) ${OPEN}`,
  incidents_response_due_idx: `incidents (${DUE}, id)`,
  incidents_priority_idx: `incidents (${PRIORITY}, ${DUE}, id)`,
  incidents_contact_id_idx: 'incidents (contact_id, id)',
  incidents_critical_idx: `incidents (id) WHERE impact = 'CRITICAL'`,
  incidents_channel_idx: `incidents (channel, id) WHERE channel <> 'EMAIL'`,
  incidents_support_line_idx: 'incidents (support_line, id) WHERE support_line > 1',
  incidents_response_met_idx: 'incidents (response_met, id) WHERE response_met IS NOT NULL',
  incidents_product_idx: 'incidents (product, id)',
  incidents_reference_search_idx: 'incidents USING gin (reference gin_trgm_ops)',
  contract_plans_plan_id_idx: 'contract_plans (plan_id, contract_id)',
};
