import { PROGRAM_ROLES } from '../../src/database/program-roles';
import { freshDatabase, TestDatabase } from '../support/test-database';

/** Tables in which no row belongs to a customer, and why. */
const OF_NOBODY: Readonly<Record<string, string>> = {
  providers: 'the catalog, which everybody reads',
  plans: 'the catalog, which everybody reads',
  closed_months: 'billing closes a month for all customers at once',
  closed_exports: 'a hash of what was exported of all customers',
  consulting_feed: 'how long the billing feed of all customers is',
  idempotency_keys: 'found by the key of the caller alone, never by what belongs to a customer',
  people: 'issuer and subject of who came by a token; what they may is in the token',
  mails: 'read and written by the program alone: which event was told, and neither text nor address',
  event_consumers: 'how far the program itself has read the outbox',
  migrations: 'names of migrations',
  program_login: 'read by the owner alone',
  id_cipher: 'the key under which ids hide their numbers, one for all',
};

let target: TestDatabase;
beforeAll(async () => (target = await freshDatabase('row_level_security')));
afterAll(() => target.close());

const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  target.database.sql.rows<Row>(text, values);

it('every table with a customer in it has row-level security, forced, and policies for each role of the program', async () => {
  const tables = await rows<{ name: string; isForced: boolean; policies: readonly string[] }>(`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS "isForced",
      ARRAY(SELECT DISTINCT unnest(roles)::text FROM pg_policies p
        WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.cmd = 'ALL'
          AND p.qual IS NOT NULL AND p.with_check IS NOT NULL ORDER BY 1) AS policies
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'f') ORDER BY 1`);
  const walled = tables.filter(({ name }) => !(name in OF_NOBODY));
  expect(walled.filter(({ isForced }) => !isForced)).toEqual([]);
  const lacking = walled.filter(({ policies }) => PROGRAM_ROLES.some((role) => !policies.includes(role)));
  expect(lacking).toEqual([]);
  expect(walled.length).toBeGreaterThan(18);
  expect(Object.keys(OF_NOBODY).filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
});

it('staff that is bound to nothing sees every row by its policies, so that to bypass them shows it no more', async () => {
  const policies = await rows<{ name: string; seen: string; written: string }>(`
    SELECT policyname AS name, qual AS seen, with_check AS written FROM pg_policies WHERE 'ambit_staff' = ANY (roles)`);
  expect(policies.filter(({ seen, written }) => seen !== 'true' || written !== 'true')).toEqual([]);
  expect(policies.length).toBeGreaterThan(18);
  expect(await rows(`SELECT rolbypassrls AS bypasses FROM pg_roles WHERE rolname = 'ambit_staff'`)).toEqual([
    { bypasses: true },
  ]);
});

/** Foreign keys that do not say of which contract the parent is, and why they cannot. */
const OF_ANY_CONTRACT: Readonly<Record<string, string>> = {
  incidents_contact_id_fkey: 'the contact of a partner reports under the contract of its customer',
  incidents_duplicate_of_id_fkey:
    'a duplicate is one of the same customer, whichever of its contracts it is of',
};

it('a child with two parents has them under one contract, and under the customer of it', async () => {
  const keys = await rows<{ name: string }>(`
    SELECT f.conname AS name FROM pg_constraint f
    WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND NOT EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey)
        AND a.attname = CASE f.confrelid WHEN 'contracts'::regclass THEN 'customer_id' ELSE 'contract_id' END)
      AND EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = f.conrelid AND NOT a.attisdropped
          AND a.attname = CASE f.confrelid WHEN 'contracts'::regclass THEN 'customer_id' ELSE 'contract_id' END)
      AND EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = f.confrelid AND NOT a.attisdropped
          AND a.attname = CASE f.confrelid WHEN 'contracts'::regclass THEN 'customer_id' ELSE 'contract_id' END)
    ORDER BY 1`);
  expect(keys.map(({ name }) => name)).toEqual(Object.keys(OF_ANY_CONTRACT));
});

it('only the owner and staff that is bound to nothing see every row', async () => {
  const open = await rows<{ role: string }>(`
    SELECT DISTINCT unnest(roles)::text AS role FROM pg_policies
    WHERE schemaname = 'public' AND ('true' = qual OR 'true' = with_check) ORDER BY 1`);
  const [owner] = await rows<{ name: string }>('SELECT current_user AS name');
  expect(open.map(({ role }) => role).sort()).toEqual([owner!.name, 'ambit_staff'].sort());
});

it('no view and no function runs with the rights of its owner', async () => {
  expect(
    await rows(`
      SELECT o.name FROM (
        SELECT proname AS name, pronamespace AS schema FROM pg_proc WHERE prosecdef
        UNION ALL SELECT relname, relnamespace FROM pg_class WHERE relkind IN ('v', 'm')
      ) o JOIN pg_namespace n ON n.oid = o.schema WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')`),
  ).toEqual([]);
});

it('the roles of the program own nothing, bypass no wall but that of staff and make nothing, and its login has no right before it becomes one', async () => {
  const program = await target.asProgram();
  const [login] = await program.dataSource.query<{ name: string }[]>('SELECT session_user AS name');
  const names = [...PROGRAM_ROLES, login!.name];
  const roles = await rows<object>(
    `SELECT bool_or(rolsuper OR rolbypassrls AND rolname <> 'ambit_staff' OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit AND rolcanlogin) AS may,
       count(*)::int AS count,
       EXISTS (SELECT FROM pg_shdepend d JOIN pg_roles o ON o.oid = d.refobjid
         WHERE d.deptype = 'o' AND o.rolname = ANY ($1)) AS owns
     FROM pg_roles WHERE rolname = ANY ($1)`,
    [names],
  );
  expect(roles).toEqual([{ may: false, count: 4, owns: false }]);
  const tenants = program.scopedTo({ customerId: '1', providerId: null }).dataSource;
  await expect(tenants.query('SELECT FROM contracts')).rejects.toThrow('permission denied');
});

it.each([
  ['audit_log', 'id'],
  ['decision_records', 'id'],
  ['consulting_events', 'id'],
  ['incident_events', 'id'],
  ['named_contact_details', 'id'],
  ['events', 'position'],
])('the program adds to %s and reads it, and nothing else', async (table, key) => {
  const grants = await rows<{ privilege: string }>(
    `SELECT DISTINCT privilege_type AS privilege FROM information_schema.role_table_grants
       WHERE table_name = $1 AND grantee = ANY ($2) ORDER BY 1`,
    [table, PROGRAM_ROLES],
  );
  expect(grants.map(({ privilege }) => privilege)).toEqual(['INSERT', 'SELECT']);
  const { sql } = await target.asProgram();
  await expect(sql.rows(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
  await expect(sql.rows(`TRUNCATE ${table}`)).rejects.toThrow('permission denied');
  await expect(sql.rows(`UPDATE ${table} SET ${key} = ${key}`)).rejects.toThrow('permission denied');
});

it('nobody but the owner reads the password of the program', async () => {
  const { sql } = await target.asProgram();
  await expect(sql.rows('SELECT password FROM program_login')).rejects.toThrow('permission denied');
});
