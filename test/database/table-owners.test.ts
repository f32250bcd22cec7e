import { Access, foreignAccesses, SourceFile, sourceFiles, sqlElsewhere, Tables } from './table-owners';

const SCOPE =
  'a row is shown where the caller sees its contract or customer: one join instead of a second statement';
const TENANTS = 'what a tenant scope sees is said once, for the statements of all features';
const LATER =
  'the state of a past instant is counted from the ledgers, which lie downstream: one statement for all';
const IN_USE = 'what a contract has in use has to fit the plan it changes to, and lies downstream';
const PLANS_OF_INCIDENTS =
  'the plan of its receipt changes in the transaction that changes the plans; incidents lies downstream';
const EXPORT = 'a row of usage names customer, contract and plan: one statement for an export of any length';
const REPLAY =
  'what-if replays what was used under another plan: each ledger is read once, with the plan of then';
const REPORT =
  'a report sums up incidents and contracts by provider, plan and customer: one statement for all';
const SEARCH = 'a customer is found by the address of a contact of its contracts';
const CUT_OFF =
  'a demo that was cut off is removed over all tables but those of the catalog, as no feature ever does';
const DOCTOR =
  'a counter and its ledger are compared by one statement, so that nothing is written between the two';

const RESTORED =
  'what is restored is held back in the transaction that restores it, also from a schema that is older than the code';

/** Who reads or writes a table that another folder owns, and why that is not asked of the owner. */
const ALLOWED: Readonly<Record<Access, string>> = {
  'audit reads audit_log': 'the platform writes it for all features; audit is the feature that shows it',
  'events reads customers':
    'whose events a partner hears of is read for all partners at once, not as a filter of one statement',
  'events reads events': 'the platform writes it for all features; events is the feature that shows it',
  'billing reads closed_months': 'the usage of a closed month ends at the place that closed it',
  'billing reads consulting_events': 'billing shows the ledger that consulting writes: that is all it is for',
  'billing reads consulting_blocks': EXPORT,
  'billing reads contracts': EXPORT,
  'billing reads customers': EXPORT,
  'billing reads plans': EXPORT,
  'billing reads providers': EXPORT,
  'cli reads customers': 'the command that makes a key finds its customer by number, without a request',
  'cli reads providers': 'the command that makes a key finds its provider by code, without a request',
  'access reads customers':
    'a key of a partner says so, and the list of keys what each is bound to: one statement for all',
  'access reads providers': 'the command that lists keys names what each is bound to: one statement',
  'consulting reads contracts': SCOPE,
  'contacts reads contracts': SCOPE,
  'incidents reads contracts': SCOPE,
  'satellites reads contracts': SCOPE,
  'audit reads contracts': SCOPE,
  'audit reads customers': SCOPE,
  'entitlements reads contracts': SCOPE,
  'platform reads contracts': TENANTS,
  'platform reads customers': TENANTS,
  'contracts reads customers':
    'the state of a contract has its customer’s region and partner: one statement for a page',
  'contracts reads plans': 'a list is filtered by the code of the plan and by its days of notice',
  'contracts reads providers': 'the book names the provider of a contract by its code',
  'contracts reads named_contacts': LATER,
  'contracts reads satellites': LATER,
  'contracts reads incidents': LATER,
  'contracts reads consulting_events': LATER,
  'contracts reads consulting_blocks': IN_USE,
  'contracts writes incidents': PLANS_OF_INCIDENTS,
  'contracts writes named_contacts':
    'an order names its first contacts in its own transaction; contacts lies downstream',
  'incidents reads named_contacts': 'the reporter is looked up over all contracts, a partner’s too',
  'incidents writes audit_log':
    'what closes by itself is written in steps of a hundred, each with its audit in one statement',
  'entitlements reads providers': 'a list is filtered by the code of the provider',
  'entitlements reads decision_records':
    'the platform writes it for all features; entitlements is the feature that shows it',
  'entitlements reads incidents': REPLAY,
  'entitlements reads consulting_blocks': REPLAY,
  'entitlements reads named_contacts': REPLAY,
  'entitlements reads satellites': REPLAY,
  'reports reads incidents': REPORT,
  'reports reads contracts': REPORT,
  'reports reads customers': REPORT,
  'reports reads plans': REPORT,
  'reports reads providers': REPORT,
  'customers reads contracts': SEARCH,
  'customers reads named_contacts': SEARCH,
  'backup reads mails': RESTORED,
  'backup reads webhook_endpoints': RESTORED,
  'backup writes mails': RESTORED,
  'backup writes webhook_endpoints': RESTORED,
  'demo reads api_keys': CUT_OFF,
  'demo reads audit_log': CUT_OFF,
  'demo reads consulting_feed': CUT_OFF,
  'demo reads id_cipher': CUT_OFF,
  'demo reads plans': CUT_OFF,
  'demo reads providers': CUT_OFF,
  'demo writes consulting_feed': CUT_OFF,
  'consulting reads audit_log': 'a block is repaired with what the audit log alone holds of its delivery',
  'doctor reads contracts': DOCTOR,
  'doctor reads contract_years': DOCTOR,
  'doctor reads contract_plans': DOCTOR,
  'doctor reads contract_suspensions': DOCTOR,
  'doctor reads named_contacts': DOCTOR,
  'doctor reads plans': 'what is used is compared with what the plan allows, by one statement',
  'doctor reads satellites': DOCTOR,
  'doctor reads incidents': DOCTOR,
  'doctor reads consulting_orders': DOCTOR,
  'doctor reads consulting_blocks': DOCTOR,
  'doctor reads consulting_events': DOCTOR,
  'doctor reads consulting_feed': DOCTOR,
};

/** Files outside persistence/ that hold SQL, by the beginning of their path, and why. */
const SQL_ELSEWHERE: Readonly<Record<string, string>> = {
  'src/platform/': 'owns tables of its own (idempotency, journal), and puts the statements of lists together',
  'src/database/': 'makes the database, and migrates it under a lock',
  'src/doctor/': DOCTOR,
};

const files = sourceFiles();
const tables = new Tables(files);

describe('tables', () => {
  it('each table has an owner', () => {
    expect(tables.names).toContain('contracts');
    expect(tables.ownerOf('contract_years')).toBe('contracts');
  });

  it('tables are read and written by their owners alone, but for the exceptions above', () => {
    expect([...foreignAccesses(files, tables)].sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it('SQL stands in persistence/ alone, but for the exceptions above', () => {
    const exceptions = Object.keys(SQL_ELSEWHERE);
    const elsewhere = sqlElsewhere(files);
    expect(elsewhere.filter((path) => !exceptions.some((start) => path.startsWith(start)))).toEqual([]);
    expect(exceptions.filter((start) => !elsewhere.some((path) => path.startsWith(start)))).toEqual([]);
  });

  const planted = (path: string, text: string): SourceFile => ({ path, text });

  it.each([
    ['an update', 'UPDATE contracts SET number = 1', 'satellites writes contracts'],
    ['an update under an alias', 'UPDATE contracts c\n SET number = 1', 'satellites writes contracts'],
    ['an insert', 'INSERT INTO contract_years (number) VALUES (1)', 'satellites writes contract_years'],
    ['a deletion', 'DELETE FROM incidents', 'satellites writes incidents'],
    ['a read', 'SELECT id FROM incidents WHERE id = $1', 'satellites reads incidents'],
    ['a join', 'SELECT 1 FROM satellites s LEFT JOIN customers cu ON true', 'satellites reads customers'],
    [
      'a second table after a comma',
      'SELECT 1 FROM satellites s, customers cu',
      'satellites reads customers',
    ],
    ['a piece of a statement', 'plans p LEFT JOIN satellites s ON true', 'satellites reads plans'],
  ])('a foreign access would be found where %s is new', (_, sql, access) => {
    const file = planted('src/satellites/persistence/new.ts', `export const NEW = \`${sql}\`;`);
    expect([...foreignAccesses([file], tables)]).toEqual([access]);
  });

  it('a foreign access through TypeORM would be found', () => {
    const text = 'manager.insert(CustomerEntity, row); manager.findOneBy(PlanEntity, { id });';
    const file = planted('src/satellites/use-cases/new.ts', text);
    expect([...foreignAccesses([file], tables)]).toEqual([
      'satellites writes customers',
      'satellites reads plans',
    ]);
  });

  it('a lock or an upsert of the owner is no foreign access', () => {
    const text =
      'const A = `SELECT id FROM satellites FOR UPDATE`; const B = `ON CONFLICT (id) DO UPDATE SET a = 1`;';
    expect(foreignAccesses([planted('src/satellites/persistence/new.ts', text)], tables)).toEqual(new Set());
  });

  it.each(['SELECT 1', 'INSERT INTO satellites', 'UPDATE satellites s SET a = 1', 'DELETE FROM satellites'])(
    'SQL would be found in a use case: "%s"',
    (sql) => {
      const path = 'src/satellites/use-cases/new.ts';
      expect(sqlElsewhere([planted(path, `const NEW = '${sql}';`)])).toEqual([path]);
    },
  );
});
