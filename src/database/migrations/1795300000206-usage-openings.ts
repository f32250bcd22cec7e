import { MigrationInterface, QueryRunner } from 'typeorm';

/** What a contract had used of its running year before it was brought in: counted in its quotas, and never billed. */
export class UsageOpenings1795300000206 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(WALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE usage_openings');
  }
}

const TABLE = `
  CREATE TABLE usage_openings (
    contract_id bigint NOT NULL,
    contract_year int NOT NULL,
    incidents int NOT NULL CONSTRAINT usage_openings_incidents_check CHECK (incidents >= 0),
    included_blocks int NOT NULL CONSTRAINT usage_openings_included_blocks_check CHECK (included_blocks >= 0),
    recorded_at timestamptz NOT NULL,
    CONSTRAINT usage_openings_pkey PRIMARY KEY (contract_id, contract_year),
    CONSTRAINT usage_openings_contract_id_contract_year_fkey FOREIGN KEY (contract_id, contract_year)
      REFERENCES contract_years (contract_id, number)
  );
  CREATE TRIGGER usage_openings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON usage_openings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const SOLD = 'SELECT FROM contracts c WHERE c.id = usage_openings.contract_id';
const CUSTOMER = `EXISTS (${SOLD} AND c.customer_id = ANY (ARRAY(SELECT seen.id FROM customers seen)))`;
const PROVIDER = `EXISTS (${SOLD})`;
const WALL = `
  GRANT SELECT, INSERT ON usage_openings TO ambit_staff;
  GRANT SELECT ON usage_openings TO ambit_customer, ambit_provider;
  ALTER TABLE usage_openings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY usage_openings_owner ON usage_openings TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY usage_openings_staff ON usage_openings TO ambit_staff USING (true) WITH CHECK (true);
  CREATE POLICY usage_openings_customer ON usage_openings TO ambit_customer USING (${CUSTOMER}) WITH CHECK (${CUSTOMER});
  CREATE POLICY usage_openings_provider ON usage_openings TO ambit_provider USING (${PROVIDER}) WITH CHECK (${PROVIDER});
`;
