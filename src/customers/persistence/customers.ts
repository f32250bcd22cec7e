import { Filter } from '../../platform/reads/filter';
import { inOrderOf } from '../../platform/reads/align-rows';
import { keysetPage } from '../../platform/reads/keyset-page';
import { firstRow, statement } from '../../platform/sql';
import { Page, PageRequest } from '../../shared/domain/page';
import { scopeOf } from '../../shared/domain/caller';
import { batch } from '../../platform/reads/batch';
import { RequestContext } from '../../platform/request-context';
import { Region } from '../../catalog/domain/plan';

export interface Customer {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly region: Region;
  readonly isPartner: boolean;
  readonly partnerId: string | null;
}

const COLUMNS = `id, number, name, region, is_partner AS "isPartner", partner_id AS "partnerId"`;

const BY_IDS = statement(
  'customers-by-ids',
  `SELECT ${COLUMNS} FROM customers WHERE id = ANY($1::bigint[]) AND ($2::bigint IS NULL OR id = $2)`,
);
const BY_NUMBER = statement(
  'customer-by-number',
  `SELECT ${COLUMNS} FROM customers WHERE number = $1 AND ($2::bigint IS NULL OR id = $2)`,
);

/** The customers that the caller may see, null for each other. */
export const customersById = batch<Customer | null>('customers-by-ids', async ({ database, scope }, ids) => {
  const rows = await database.sql.rows<Customer>(BY_IDS, [ids, scope]);
  return inOrderOf(ids, rows, (row) => row.id);
});

export function customerByNumber(context: RequestContext, number: string): Promise<Customer | null> {
  return firstRow<Customer>(context.database.sql, BY_NUMBER, [number, scopeOf(context.caller)]);
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
    from: 'customers',
    filter,
    order: [{ sql: 'id', type: 'bigint' as const }],
  };
  return keysetPage<Customer>(context.database.sql, query, request);
}
