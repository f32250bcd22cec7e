import { Filter, keysetPage } from '../../platform/reads/keyset-page';
import { inOrderOf } from '../../platform/reads/align-rows';
import { firstRow, Sql, statement } from '../../platform/sql';
import { Page, PageRequest } from '../../shared/domain/page';
import { scopeOf } from '../../shared/domain/caller';
import { Transaction } from '../../platform/transactions/database';
import { batch } from '../../platform/reads/batch';
import { RequestContext } from '../../catalog/request-context';
import { Region } from '../../catalog/domain/plan';
import { columnsOf } from '../../platform/columns';
import { CustomerEntity } from './customer.entity';

export type Customer = Readonly<CustomerEntity>;

const COLUMNS = columnsOf(CustomerEntity, 'cu');

const BY_IDS = statement(
  'customers-by-ids',
  `SELECT ${COLUMNS} FROM customers cu WHERE id = ANY($1::bigint[]) AND ($2::bigint IS NULL OR id = $2)`,
);
const BY_NUMBER = statement(
  'customer-by-number',
  `SELECT ${COLUMNS} FROM customers cu WHERE number = $1 AND ($2::bigint IS NULL OR id = $2)`,
);

/** The customers that the caller may see, null for each other. */
export const customersById = batch<Customer | null>('customers-by-ids', async ({ database, scope }, ids) => {
  const rows = await database.sql.rows<Customer>(BY_IDS, [ids, scope]);
  return inOrderOf(ids, rows, (row) => row.id);
});

export function customerByNumber(context: RequestContext, number: string): Promise<Customer | null> {
  return firstRow<Customer>(context.database.sql, BY_NUMBER, [number, scopeOf(context.caller)]);
}

/** SQL for the region that a customer was in at an instant. Both arguments are SQL: a column or a placeholder. */
export function regionAt(customerId: string, instant: string): string {
  return `(SELECT r.region FROM customer_regions r WHERE r.customer_id = ${customerId} AND r.valid_from <= ${instant}
    ORDER BY r.valid_from DESC LIMIT 1)`;
}

export interface CustomerFilter {
  readonly search?: string | null;
  readonly region?: Region | null;
}

/** Customers in the order in which they were created. */
export function customersPage(
  context: RequestContext,
  { search, region }: CustomerFilter,
  request: PageRequest,
): Promise<Page<Customer>> {
  const filter = Filter.none();
  filter.when(scopeOf(context.caller), (id) => `id = ${id}`);
  filter.when(region, (value) => `region = ${value}`);
  filter.when(
    search,
    (text) => `strpos(lower(name), lower(${text})) > 0 OR strpos(lower(number), lower(${text})) > 0`,
  );
  const query = {
    list: 'customers',
    select: COLUMNS,
    from: 'customers cu',
    filter,
    order: [{ sql: 'id', type: 'bigint' as const }],
  };
  return keysetPage<Customer>(context.database.sql, query, request);
}

const EXISTS = statement(
  'customer-exists',
  'SELECT id FROM customers WHERE id = $1 AND ($2::bigint IS NULL OR id = $2)',
);

/** Whether there is such a customer, and the caller may see it: `scope` narrows them to one, null to none. */
export async function customerExists(sql: Sql, customerId: string, scope: string | null): Promise<boolean> {
  return (await firstRow(sql, EXISTS, [customerId, scope])) !== null;
}

const FIRST = statement('first-customer', 'SELECT id FROM customers ORDER BY number <> $1, id LIMIT 1');

/** The id of the customer of that number, or, where there is none, of the one created first; null without customers. */
export async function firstCustomerId(sql: Sql, preferredNumber: string): Promise<string | null> {
  const customer = await firstRow<{ id: string }>(sql, FIRST, [preferredNumber]);
  return customer?.id ?? null;
}

// From the beginning of time: a contract may be recorded that was ordered before the customer was.
const INSERT_FIRST_REGION = statement(
  'insert-first-region',
  `INSERT INTO customer_regions (customer_id, valid_from, region) VALUES ($1, '-infinity', $2)`,
);

/** Writes a customer, and returns its id. */
export async function insertCustomer(
  { manager, sql }: Transaction,
  customer: Omit<Customer, 'id'>,
): Promise<string> {
  const row = { ...customer };
  await manager.insert(CustomerEntity, row);
  const { id } = row as CustomerEntity;
  await sql.rows(INSERT_FIRST_REGION, [id, customer.region]);
  return id;
}

const LOCK = statement('lock-customer', `SELECT ${COLUMNS} FROM customers cu WHERE cu.id = $1 FOR UPDATE`);
const UPDATE = statement('update-customer', `UPDATE customers SET name = $2, region = $3 WHERE id = $1`);
// Never before the last change, which a process with a faster clock may have written.
const INSERT_REGION = statement(
  'insert-region',
  `INSERT INTO customer_regions (customer_id, valid_from, region)
   SELECT $1, greatest($2, max(valid_from)), $3 FROM customer_regions WHERE customer_id = $1
   ON CONFLICT (customer_id, valid_from) DO UPDATE SET region = excluded.region`,
);

/** Locks a customer and returns it; null where there is none. */
export function lockCustomer(sql: Sql, customerId: string): Promise<Customer | null> {
  return firstRow<Customer>(sql, LOCK, [customerId]);
}

/** Writes name and region of a customer that is locked. The region counts from now on. */
export async function writeCustomer(sql: Sql, before: Customer, after: Customer, now: Date): Promise<void> {
  await sql.rows(UPDATE, [after.id, after.name, after.region]);
  if (after.region !== before.region) await sql.rows(INSERT_REGION, [after.id, now, after.region]);
}
