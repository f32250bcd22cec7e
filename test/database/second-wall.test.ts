import { FastifyInstance } from 'fastify';
import { GraphQLClient } from 'graphql-request';
import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { contractsById } from '../../src/contracts/persistence/contracts';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { RequestContext } from '../../src/catalog/request-context';
import { makeDemoData } from '../../src/demo/make-demo-data';
import { apiSchema } from '../../src/graphql/schema';
import { createHttpServer } from '../../src/http/http-server';
import { Database, Tenant } from '../../src/platform/transactions/database';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { EVERY_MUTATION, MUTATED_AT } from '../support/every-mutation';
import { EVERY_QUERY, variablesOf } from '../support/every-query';
import { mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { selectionOf } from '../support/selection-of';
import { TestClock } from '../support/test-clock';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor, SERVER_SETTINGS } from '../support/test-server';

// The program's own filters are off here: every caller is told to be one who sees everything. Nothing but row-level
// security is left.
jest.mock<object>('../../src/shared/domain/caller', () => ({
  ...jest.requireActual<object>('../../src/shared/domain/caller'),
  scopeOf: () =>
    jest.requireActual<{ EVERYTHING: object }>('../../src/shared/domain/tenant-scope').EVERYTHING,
}));

const ADMIN = {
  keyId: '1',
  name: 'test',
  role: 'ADMIN',
  customerId: null,
  isPartner: false,
  providerId: null,
} as const;
const TRIES = process.env.AMBIT_LONG === '1' ? 10_000 : 300;
/** The long form takes minutes. */
const MOST_MS_A_TRY = 200;

let target: TestDatabase;
let server: FastifyInstance;
let admin: GraphQLClient;
let customer: GraphQLClient;
let customerId: string;
let providerId: string;

const own = <Row>(text: string, values: readonly unknown[] = []) =>
  target.database.sql.rows<Row>(text, values);

beforeAll(async () => {
  target = await freshDatabase('second_wall');
  const database = await target.asProgram();
  const catalog = new Catalog(database);
  await catalog.read();
  const clock = new TestClock(MUTATED_AT);
  await makeDemoData(new RequestContext(catalog, database, clock, ADMIN, 'demo'));
  server = await createHttpServer({ environment: SERVER_SETTINGS, database, catalog, clock });
  const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  customerId = (await own<{ id: string }>(`SELECT id FROM customers WHERE number = 'C-1001'`))[0]!.id;
  providerId = (await own<{ id: string }>(`SELECT id FROM providers WHERE code = 'op5'`))[0]!.id;
  const keyOf = (role: 'ADMIN' | 'CUSTOMER', of: string | null) =>
    createApiKey(database, { name: role, role, customerId: of }, clock.now());
  admin = clientFor(url, await keyOf('ADMIN', null));
  customer = clientFor(url, await keyOf('CUSTOMER', customerId));
});
afterAll(async () => {
  await server.close();
  await target.close();
});

const OF = {
  Customer: 'SELECT id FROM customers WHERE id <> $1',
  Contract: 'SELECT id FROM contracts WHERE customer_id <> $1',
  Incident: 'SELECT i.id FROM incidents i JOIN contracts c ON c.id = i.contract_id WHERE c.customer_id <> $1',
  NamedContact:
    'SELECT k.id FROM named_contacts k JOIN contracts c ON c.id = k.contract_id WHERE c.customer_id <> $1',
  Satellite:
    'SELECT s.id FROM satellites s JOIN contracts c ON c.id = s.contract_id WHERE c.customer_id <> $1',
  ConsultingBlock:
    'SELECT b.id FROM consulting_blocks b JOIN contracts c ON c.id = b.contract_id WHERE c.customer_id <> $1',
} as const;

/** Names, numbers and ids of others: what no answer to the customer may hold. */
async function textsOfOthers(): Promise<readonly string[]> {
  const rows = await own<{ text: string }>(
    `SELECT number AS text FROM customers WHERE id <> $1 UNION SELECT name FROM customers WHERE id <> $1
     UNION SELECT number FROM contracts WHERE customer_id <> $1
     UNION SELECT reference FROM incidents i JOIN contracts c ON c.id = i.contract_id WHERE c.customer_id <> $1
     UNION SELECT email FROM named_contacts k JOIN contracts c ON c.id = k.contract_id WHERE c.customer_id <> $1`,
    [customerId],
  );
  return rows.map(({ text }) => text);
}

it('has no filter of the program left: without the wall a customer finds the contracts of others', async () => {
  const [other] = await own<{ id: string }>('SELECT id FROM contracts WHERE customer_id <> $1 LIMIT 1', [
    customerId,
  ]);
  const caller = { ...ADMIN, role: 'CUSTOMER', customerId } as const;
  const found = async (database: Database) => {
    const catalog = new Catalog(database);
    const context = new RequestContext(catalog, database, new TestClock(MUTATED_AT), caller, 'r');
    return (await context.load(contractsById, other!.id))?.id ?? null;
  };
  expect(await found(target.database)).toBe(other!.id);
  expect(await found(await target.asProgram())).toBeNull();
});

it(
  'shows a customer nothing of others, whatever id it tries, with the filters of the program off',
  async () => {
    const others = await textsOfOthers();
    expect(others.length).toBeGreaterThan(40);
    const ids: Record<string, string[]> = {};
    for (const [type, text] of Object.entries(OF)) {
      const rows = await own<{ id: string }>(text, [customerId]);
      ids[type] = rows.map(({ id }) => toGlobalId(type, id));
    }
    const references = await own<{ reference: string }>(
      'SELECT reference FROM incidents i JOIN contracts c ON c.id = i.contract_id WHERE c.customer_id <> $1',
      [customerId],
    );
    const plan = toGlobalId(
      'Plan',
      (await own<{ id: string }>('SELECT id FROM plans ORDER BY id LIMIT 1'))[0]!.id,
    );
    const fields = apiSchema().getQueryType()!.getFields();
    const pick = (list: readonly string[], nth: number) => list[nth % list.length]!;
    const calls = Object.entries(EVERY_QUERY);
    let answered = 0;
    for (let nth = 0; nth < TRIES; nth += 1) {
      const [field, call] = calls[nth % calls.length]!;
      const variables = {
        customer: pick(ids.Customer!, nth),
        contract: pick(ids.Contract!, nth),
        contact: pick(ids.NamedContact!, nth),
        satellite: pick(ids.Satellite!, nth),
        incident: pick(ids.Incident!, nth),
        reference: pick(
          references.map(({ reference }) => reference),
          nth,
        ),
        plan,
      };
      const depth = nth < calls.length ? 3 : 2;
      const document = `query ${variablesOf(call)} { ${call} ${selectionOf(fields[field]!.type, depth)} }`;
      const { data = null, errors = [] } = await customer.rawRequest(document, variables).then(
        (answer) => answer as { data?: unknown; errors?: readonly object[] },
        (error: { response: { data?: unknown; errors?: readonly object[] } }) => error.response,
      );
      const text = JSON.stringify([data, errors]);
      expect([call, others.filter((other) => text.includes(`"${other}"`))]).toEqual([call, []]);
      expect(text).not.toContain('INTERNAL_SERVER_ERROR');
      if (data !== null) answered += 1;
    }
    expect(answered).toBeGreaterThan(TRIES / 3);
  },
  TRIES * MOST_MS_A_TRY,
);

it('lets a customer change nothing of others, whatever it sends, with the filters of the program off', async () => {
  for (const [mutation, { accepted, selection }] of Object.entries(EVERY_MUTATION)) {
    const input = await accepted(admin);
    const before = await rowCounts(target.database);
    const refused = await mutate(customer, mutation, input, selection).then(
      ({ userErrors }) => userErrors.map(({ code }) => code),
      (error: { response: { errors: { extensions: { code: string } }[] } }) =>
        error.response.errors.map(({ extensions }) => extensions.code),
    );
    expect({ [mutation]: refused[0] }).toEqual({
      [mutation]: expect.stringMatching(/^(NOT_FOUND|FORBIDDEN)$/),
    });
    expect({ [mutation]: await rowCounts(target.database) }).toEqual({ [mutation]: before });
  }
});

/** Every table that the tenant's role may read, and how many rows of others it returns. */
async function rowsOfOthers(tenant: Tenant, contractsOfOthers: string): Promise<Record<string, number>> {
  const { sql } = (await target.asProgram()).scopedTo(tenant);
  const tables = await own<{ name: string; column: string }>(`
    SELECT c.relname AS name, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'contract_id'
      AND has_table_privilege('${tenant.customerId === null ? 'ambit_provider' : 'ambit_customer'}', c.oid, 'SELECT')
    UNION SELECT 'contracts', 'id' ORDER BY 1`);
  const ids = (await own<{ id: string }>(contractsOfOthers)).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(3);
  const found: Record<string, number> = {};
  for (const { name, column } of tables) {
    const [row] = await sql.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} WHERE ${column} = ANY ($1)`,
      [ids],
    );
    if (row!.count > 0) found[name] = row!.count;
    const [all] = await sql.rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${name}`);
    if (name === 'contracts') expect(all!.count).toBeGreaterThan(0);
  }
  return found;
}

it('returns no row of others from any table to a customer, to staff of a provider, and to nobody', async () => {
  const tenants = { customerId, providerId: null };
  expect(await rowsOfOthers(tenants, `SELECT id FROM contracts WHERE customer_id <> ${customerId}`)).toEqual(
    {},
  );
  const provider = { customerId: null, providerId };
  expect(await rowsOfOthers(provider, `SELECT id FROM contracts WHERE provider_id <> ${providerId}`)).toEqual(
    {},
  );
});

it('lets a customer write no row of others, in SQL either', async () => {
  const { sql } = (await target.asProgram()).scopedTo({ customerId, providerId: null });
  const [other] = await own<{ id: string }>('SELECT id FROM contracts WHERE customer_id <> $1 LIMIT 1', [
    customerId,
  ]);
  const renamed = `UPDATE satellites SET name = name WHERE contract_id = $1 RETURNING id`;
  expect(await sql.rows(renamed, [other!.id])).toEqual([]);
  await expect(
    sql.rows(
      `INSERT INTO satellites (contract_id, name, name_folded, registered_at) VALUES ($1, 'x', 'x', now())`,
      [other!.id],
    ),
  ).rejects.toThrow('row-level security');
  await expect(
    sql.rows(
      `INSERT INTO audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, after)
       VALUES (now(), 'r', 1, 'a', 'CUSTOMER', 'm', 'Contract', 1, $1, '{}')`,
      [other!.id],
    ),
  ).rejects.toThrow('row-level security');
});

it('gives a connection to another tenant before the first statement of it', async () => {
  const program = await target.asProgram();
  const customers = await own<{ id: string }>('SELECT id FROM customers ORDER BY id');
  const seen = await Promise.all(
    Array.from({ length: 200 }, async (_, nth) => {
      const { id } = customers[nth % customers.length]!;
      const database = program.scopedTo({ customerId: id, providerId: null });
      const visible = 'SELECT bool_or(id = $1) AS own FROM customers';
      const read: Promise<object[]> =
        nth % 2 === 0
          ? database.sql.rows(visible, [id])
          : database.transaction((each) => each.sql.rows(visible, [id]));
      return read;
    }),
  );
  expect(new Set(seen.map((rows) => JSON.stringify(rows)))).toEqual(new Set(['[{"own":true}]']));
});

it('binds a connection anew after a transaction that was rolled back', async () => {
  const program = await target.asProgram();
  const customers = await own<{ id: string }>('SELECT id FROM customers ORDER BY id');
  for (const { id } of customers) {
    const database = program.scopedTo({ customerId: id, providerId: null });
    await expect(database.transaction(() => Promise.reject(new Error('undo')))).rejects.toThrow('undo');
    expect(await database.sql.rows('SELECT bool_or(id = $1) AS own FROM customers', [id])).toEqual([
      { own: true },
    ]);
  }
});
