import { inOrderOf } from '../../platform/reads/align-rows';
import { firstRow, Sql, statement } from '../../platform/sql';
import { ScopedStatement, scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { Transaction } from '../../platform/transactions/database';
import { Locking } from '../../platform/transactions/unit-of-work';
import { batch } from '../../platform/reads/batch';
import { RequestContext } from '../../catalog/request-context';
import { foldText } from '../../shared/domain/text';
import { allBut, columnsOf } from '../../platform/columns';
import { CustomerEntity } from './customer.entity';

export type Customer = Readonly<Omit<CustomerEntity, 'numberFolded' | 'nameFolded' | 'createdByProviderId'>>;

/** Who asks, and when. */
type Viewer = Pick<RequestContext, 'scope' | 'clock'>;

const SHOWN = allBut(CustomerEntity, 'numberFolded', 'nameFolded', 'createdByProviderId');
/** `cu` is the customer. */
export const CUSTOMER_COLUMNS = columnsOf(CustomerEntity, 'cu', SHOWN);

const BY_IDS = scopedStatement(
  'customers-by-ids',
  '$2',
  (sees) =>
    `SELECT ${CUSTOMER_COLUMNS} FROM customers cu WHERE cu.id = ANY($1::bigint[]) AND ${sees.customer('cu')}`,
);
const BY_NUMBER = scopedStatement(
  'customer-by-number',
  '$2',
  (sees) =>
    `SELECT ${CUSTOMER_COLUMNS} FROM customers cu WHERE cu.number_folded = $1 AND ${sees.customer('cu')}`,
);

/** The customers that the caller may see, null for each other. */
export const customersById = batch<Customer | null>(
  'customers-by-ids',
  async ({ database, clock, scope }, ids) => {
    const rows = await database.sql.rows<Customer>(BY_IDS(scope), [ids, scopeValue(scope, clock.now())]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

export function customerByNumber(context: RequestContext, number: string): Promise<Customer | null> {
  const { database, scope, clock } = context;
  const values = [foldText(number), scopeValue(scope, clock.now())];
  return firstRow<Customer>(database.sql, BY_NUMBER(scope), values);
}

/** SQL for the region that a customer was in at an instant. Both arguments are SQL: a column or a placeholder. */
export function regionAt(customerId: string, instant: string): string {
  return `(SELECT r.region FROM customer_regions r WHERE r.customer_id = ${customerId} AND r.valid_from <= ${instant}
    ORDER BY r.valid_from DESC LIMIT 1)`;
}

/** SQL for the customers that a query names, each with its region, and whether it has been in others: for `regionAmong`. */
export function regionsOf(customerIds: string): string {
  return `SELECT customer_id, min(region) AS region, count(*) > 1 AS has_moved FROM customer_regions
    WHERE customer_id IN (${customerIds}) GROUP BY customer_id`;
}

/** `regionAt` for many instants of customers that stand in a table of `regionsOf`: few have moved, and of those alone it looks. */
export function regionAmong(table: string, instant: string): string {
  return `CASE WHEN ${table}.has_moved THEN ${regionAt(`${table}.customer_id`, instant)} ELSE ${table}.region END`;
}

const EXISTS = scopedStatement(
  'customer-exists',
  '$2',
  (sees) => `SELECT cu.id FROM customers cu WHERE cu.id = $1 AND ${sees.customer('cu')}`,
);

/** Whether there is such a customer, and the caller sees it: asked before something is written that refers to it. */
export async function customerExists(unit: Locking, customerId: string, viewer: Viewer): Promise<boolean> {
  // The foreign key of what is written waits for who has locked the customer.
  return (await oneToLock(unit, viewer, EXISTS, customerId)) !== null;
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

function foldedOf({ number, name }: Pick<Customer, 'number' | 'name'>) {
  return { numberFolded: foldText(number), nameFolded: foldText(name) };
}

/** Writes a customer, with the provider whose key creates it, null for every other key; returns its id. */
export async function insertCustomer(
  { manager, sql }: Transaction,
  customer: Omit<Customer, 'id'>,
  createdByProviderId: string | null,
): Promise<string> {
  const row = { ...customer, createdByProviderId, ...foldedOf(customer) };
  await manager.insert(CustomerEntity, row);
  const { id } = row as CustomerEntity;
  await sql.rows(INSERT_FIRST_REGION, [id, customer.region]);
  return id;
}

const LOCK = scopedStatement(
  'lock-customer',
  '$2',
  (sees) =>
    `SELECT ${CUSTOMER_COLUMNS} FROM customers cu WHERE cu.id = $1 AND ${sees.customer('cu')} FOR UPDATE`,
);
const UPDATE = statement(
  'update-customer',
  `UPDATE customers SET name = $2, name_folded = $3, region = $4, is_partner = $5, partner_id = $6, language = $7
   WHERE id = $1`,
);
// Never before the last change, which a process with a faster clock may have written.
const INSERT_REGION = statement(
  'insert-region',
  `INSERT INTO customer_regions (customer_id, valid_from, region)
   SELECT $1, greatest($2, max(valid_from)), $3 FROM customer_regions WHERE customer_id = $1
   ON CONFLICT (customer_id, valid_from) DO UPDATE SET region = excluded.region`,
);

// A customer that stops being a partner waits for this one, and finds the customer that it brought.
const SHARE = scopedStatement(
  'share-customer',
  '$2',
  (sees) =>
    `SELECT ${CUSTOMER_COLUMNS} FROM customers cu WHERE cu.id = $1 AND ${sees.customer('cu')} FOR SHARE`,
);

/** A customer that stays as it is until the transaction ends; null where the caller sees none. */
export function shareCustomer(unit: Locking, viewer: Viewer, customerId: string): Promise<Customer | null> {
  return oneToLock(unit, viewer, SHARE, customerId);
}

/** Locks a customer and returns it; null where the caller sees none. */
export function lockCustomer(unit: Locking, viewer: Viewer, customerId: string): Promise<Customer | null> {
  return oneToLock(unit, viewer, LOCK, customerId);
}

/** The customer where the caller sees it, of which the transaction may wait for a lock, now or as it writes. */
async function oneToLock(
  { sql, willLock }: Locking,
  { scope, clock }: Viewer,
  query: ScopedStatement,
  customerId: string,
): Promise<Customer | null> {
  willLock(`customer ${customerId}`);
  return firstRow<Customer>(sql, query(scope), [customerId, scopeValue(scope, clock.now())]);
}

/** Writes all of a customer that is locked but its number. The region counts from now on. */
export async function writeCustomer(sql: Sql, before: Customer, after: Customer, now: Date): Promise<void> {
  const { name, region, isPartner, partnerId, language } = after;
  await sql.rows(UPDATE, [after.id, name, foldText(name), region, isPartner, partnerId, language]);
  if (after.region !== before.region) await sql.rows(INSERT_REGION, [after.id, now, after.region]);
}

// Two changes at once could each be sound and together close a circle.
const LOCK_PARTNERS = statement(
  'lock-partners',
  `SELECT pg_advisory_xact_lock(hashtext('ambit partners of customers'))`,
);
const PARTNERS_ABOVE = statement(
  'partners-above',
  `WITH RECURSIVE above AS (
     SELECT id, partner_id FROM customers WHERE id = $1
     UNION SELECT cu.id, cu.partner_id FROM customers cu JOIN above ON cu.id = above.partner_id
   ) SELECT id FROM above`,
);
const HAS_CUSTOMERS = statement('has-customers', 'SELECT 1 FROM customers WHERE partner_id = $1 LIMIT 1');

/** Lets no other transaction change who is whose partner until this one ends. */
export async function lockPartners({ sql, willLock }: Locking): Promise<void> {
  willLock('partners of customers');
  await sql.rows(LOCK_PARTNERS);
}

/** The ids of a customer, its partner, the partner of that one, and so on. */
export async function partnersAbove(sql: Sql, customerId: string): Promise<readonly string[]> {
  return (await sql.rows<{ id: string }>(PARTNERS_ABOVE, [customerId])).map(({ id }) => id);
}

/** Whether a customer is the partner of any other. */
export async function hasCustomers(sql: Sql, customerId: string): Promise<boolean> {
  return (await firstRow(sql, HAS_CUSTOMERS, [customerId])) !== null;
}
