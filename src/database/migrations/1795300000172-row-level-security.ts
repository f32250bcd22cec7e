import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The second wall: whatever a statement of the program asks for, a customer, a partner or staff of one provider gets no
 * row of others. It is the coarse one: which of a partner's customers' contracts it sees, and what it may do, is said by
 * the program's own filters and rules.
 */
export class RowLevelSecurity1795300000172 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, { customer, provider }] of Object.entries(TABLES)) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        ${policy(table, 'owner', 'CURRENT_USER', EVERY_ROW)}
        ${policy(table, 'staff', 'ambit_staff', EVERY_ROW)}
        ${policy(table, 'customer', 'ambit_customer', customer)}
        ${policy(table, 'provider', 'ambit_provider', provider)}
      `);
    }
    for (const [table, condition] of Object.entries(FACTS))
      await runner.query(
        `CREATE POLICY ${table}_fact ON ${table} FOR SELECT TO ambit_customer USING (${condition})`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(FACTS)) await runner.query(`DROP POLICY ${table}_fact ON ${table}`);
    for (const table of Object.keys(TABLES)) {
      const drops = ['owner', 'staff', 'customer', 'provider'].map(
        (whose) => `DROP POLICY ${table}_${whose} ON ${table};`,
      );
      await runner.query(
        `${drops.join(' ')} ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`,
      );
    }
  }
}

interface Rows {
  /** Which rows are seen. */
  readonly seen: string;
  /** Which may be written, where those are others. */
  readonly written?: string;
}

function policy(table: string, whose: string, role: string, { seen, written = seen }: Rows): string {
  return `CREATE POLICY ${table}_${whose} ON ${table} TO ${role} USING (${seen}) WITH CHECK (${written});`;
}

// Each is asked once a statement, not once a row. A setting that is missing is nobody.
const setting = (name: string) => `(SELECT nullif(current_setting('ambit.${name}', true), '')::bigint)`;
const CUSTOMER = setting('customer_id');
const PROVIDER = setting('provider_id');
/** The customers that a customer sees: its own row, and a partner those of its customers. */
const CUSTOMERS = 'ARRAY(SELECT seen.id FROM customers seen)';

const EVERY_ROW: Rows = { seen: 'true' };

interface Policies {
  /** For customers and partners. */
  readonly customer: Rows;
  /** For staff that is bound to one provider. */
  readonly provider: Rows;
}

/** What belongs to a contract. A partner's contract, which its customers see as a fact, gives them nothing else of it. */
function ofContract(table: string): Policies {
  const sold = `SELECT FROM contracts c WHERE c.id = ${table}.contract_id`;
  return {
    customer: { seen: `EXISTS (${sold} AND c.customer_id = ANY (${CUSTOMERS}))` },
    provider: { seen: `EXISTS (${sold})` },
  };
}

/** The same of what may belong to no contract, such as a refused order: to be written by everybody. */
function ofContractIfAny(table: string, providerSeesToo = 'false'): Policies {
  const { customer, provider } = ofContract(table);
  const orNone = ({ seen }: Rows) => `contract_id IS NULL OR ${seen}`;
  return {
    customer: { ...customer, written: orNone(customer) },
    provider: {
      seen: `${provider.seen} OR (contract_id IS NULL AND ${providerSeesToo})`,
      written: orNone(provider),
    },
  };
}

const AUDITED_WITHOUT_CONTRACT = `CASE subject_type
  WHEN 'Customer' THEN EXISTS (SELECT FROM customers cu WHERE cu.id = subject_id)
  WHEN 'ApiKey' THEN EXISTS (SELECT FROM api_keys k WHERE k.id = subject_id)
  ELSE false END`;

const TABLES: Readonly<Record<string, Policies>> = {
  customers: {
    customer: { seen: `id = ${CUSTOMER} OR partner_id = ${CUSTOMER}` },
    provider: {
      seen: `created_by_provider_id = ${PROVIDER}
        OR EXISTS (SELECT FROM contracts c WHERE c.customer_id = customers.id)`,
    },
  },
  customer_regions: {
    customer: { seen: `customer_id = ANY (${CUSTOMERS})` },
    provider: { seen: 'EXISTS (SELECT FROM customers cu WHERE cu.id = customer_regions.customer_id)' },
  },
  api_keys: {
    customer: { seen: `customer_id = ${CUSTOMER}` },
    provider: { seen: `provider_id = ${PROVIDER}` },
  },
  api_key_secrets: {
    customer: { seen: 'EXISTS (SELECT FROM api_keys k WHERE k.id = api_key_secrets.api_key_id)' },
    provider: {
      seen: 'EXISTS (SELECT FROM api_keys k WHERE k.id = api_key_secrets.api_key_id)',
      // A statement that makes a key with its secret does not see the key yet.
      written: `EXISTS (SELECT FROM api_keys k WHERE k.id = api_key_secrets.api_key_id)
        OR api_key_id = currval('api_keys_id_seq')`,
    },
  },
  contracts: {
    customer: { seen: `customer_id = ANY (${CUSTOMERS})` },
    provider: { seen: `provider_id = ${PROVIDER}` },
  },
  ...Object.fromEntries(
    [
      'contract_plans',
      'contract_plan_changes',
      'contract_years',
      'contract_notices',
      'contract_suspensions',
      'named_contacts',
      'satellites',
      'consulting_orders',
      'consulting_blocks',
      'consulting_events',
      'incidents',
      'incident_events',
    ].map((table) => [table, ofContract(table)]),
  ),
  named_contact_details: {
    customer: {
      seen: `EXISTS (SELECT FROM named_contacts k JOIN contracts c ON c.id = k.contract_id
        WHERE k.id = named_contact_details.contact_id AND c.customer_id = ANY (${CUSTOMERS}))`,
    },
    provider: { seen: 'EXISTS (SELECT FROM named_contacts k WHERE k.id = named_contact_details.contact_id)' },
  },
  decision_records: ofContractIfAny('decision_records'),
  audit_log: ofContractIfAny('audit_log', AUDITED_WITHOUT_CONTRACT),
};

/**
 * What a customer reads and never writes: the contracts of its partner with their contacts, since one of them may report for
 * it, and those who did report for it, also for a partner that it has no more. Domain section 3, Partners.
 */
const FACTS: Readonly<Record<string, string>> = {
  contracts: `customer_id = (SELECT cu.partner_id FROM customers cu WHERE cu.id = ${CUSTOMER})`,
  named_contacts: `EXISTS (SELECT FROM contracts c WHERE c.id = named_contacts.contract_id)
    OR id IN (SELECT i.contact_id FROM incidents i WHERE i.contract_id = ANY (
      ARRAY(SELECT c.id FROM contracts c WHERE c.customer_id = ANY (${CUSTOMERS}))))`,
};
