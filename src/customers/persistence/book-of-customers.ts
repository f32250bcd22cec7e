import { columnsOf, insertColumns, recordColumns, recordValues } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { foldText } from '../../shared/domain/text';
import { CustomerEntity } from './customer.entity';
import { Customer } from './customers';

/** A customer as an import and an export of many know it: its partner by number. */
export interface BookCustomer extends Omit<Customer, 'partnerId'> {
  readonly numberFolded: string;
  /** Null: it has no partner. */
  readonly partnerNumber: string | null;
}

const COLUMNS = columnsOf(CustomerEntity, 'cu', [
  'id',
  'number',
  'numberFolded',
  'name',
  'region',
  'isPartner',
  'language',
]);
const FROM = 'customers cu LEFT JOIN customers pa ON pa.id = cu.partner_id';
const BY_NUMBERS = statement(
  'book-customers-by-numbers',
  `SELECT ${COLUMNS}, pa.number AS "partnerNumber" FROM ${FROM} WHERE cu.number_folded = ANY ($1::text[])`,
);
const IN_ORDER = statement(
  'book-customers-in-order',
  `SELECT ${COLUMNS}, pa.number AS "partnerNumber" FROM ${FROM} WHERE cu.number_folded > $1
   ORDER BY cu.number_folded LIMIT $2`,
);

/** The customers of folded numbers, of all tenants; none for a number that nobody has. */
export function customersOfNumbers(sql: Sql, folded: readonly string[]): Promise<BookCustomer[]> {
  return sql.rows<BookCustomer>(BY_NUMBERS, [folded]);
}

/** Customers of all tenants by their folded numbers, those after one of these. */
export function customersAfter(sql: Sql, folded: string, limit: number): Promise<BookCustomer[]> {
  return sql.rows<BookCustomer>(IN_ORDER, [folded, limit]);
}

const WRITTEN = [
  'number',
  'numberFolded',
  'name',
  'nameFolded',
  'region',
  'isPartner',
  'partnerId',
  'language',
] as const;
// From the beginning of time, as of a customer that is created by itself.
const INSERT = statement(
  'insert-customers',
  `WITH written AS (
     INSERT INTO customers (${insertColumns(CustomerEntity, WRITTEN)})
     SELECT ${recordValues(CustomerEntity, WRITTEN)}
     FROM json_to_recordset($1) AS b (${recordColumns(CustomerEntity, WRITTEN)})
     RETURNING id, number_folded, region
   ), regions AS (
     INSERT INTO customer_regions (customer_id, valid_from, region) SELECT id, '-infinity', region FROM written
   )
   SELECT id, number_folded AS "numberFolded" FROM written`,
);

/** Writes customers whose partners are there; returns the id of each folded number. */
export async function insertCustomers(
  sql: Sql,
  customers: readonly Omit<Customer, 'id'>[],
): Promise<ReadonlyMap<string, string>> {
  const rows = customers.map((customer) => ({
    ...customer,
    numberFolded: foldText(customer.number),
    nameFolded: foldText(customer.name),
  }));
  const written = await sql.rows<{ id: string; numberFolded: string }>(INSERT, [JSON.stringify(rows)]);
  return new Map(written.map(({ id, numberFolded }) => [numberFolded, id]));
}
