import { RequestContext } from '../../catalog/request-context';
import { inOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { Filter, keysetPage } from '../../platform/reads/keyset-page';
import { nestedPages } from '../../platform/reads/nested-pages';
import { narrow } from '../../platform/scoped-filter';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { Page, PageRequest } from '../../shared/domain/page';
import { Customer, CUSTOMER_COLUMNS } from './customers';

const FIRST_OF = scopedStatement(
  'customers-of-partners',
  '$4',
  (sees) => `SELECT page.* FROM unnest($1::bigint[]) AS wanted (partner_id) CROSS JOIN LATERAL (
     SELECT ${CUSTOMER_COLUMNS} FROM customers cu
     WHERE cu.partner_id = wanted.partner_id AND cu.id > $2 AND ${sees.customer('cu')} ORDER BY cu.id LIMIT $3
   ) AS page`,
);
const COUNTS = scopedStatement(
  'partner-customer-counts',
  '$2',
  (sees) => `SELECT cu.partner_id AS parent, count(*)::int AS count FROM customers cu
   WHERE cu.partner_id = ANY($1::bigint[]) AND ${sees.customer('cu')} GROUP BY cu.partner_id`,
);

const counts = batch<number>('partner-customer-counts', async ({ database, clock, scope }, partnerIds) => {
  const values = [partnerIds, scopeValue(scope, clock.now())];
  const rows = await database.sql.rows<{ parent: string; count: number }>(COUNTS(scope), values);
  return inOrderOf(partnerIds, rows, (row) => row.parent).map((row) => row?.count ?? 0);
});

export const PARTNERS_CUSTOMERS = 'partner_customers';

/** Of partners, the customers that the caller sees, in the order in which they were created. */
export const customersOfPartners = nestedPages<Customer>(
  PARTNERS_CUSTOMERS,
  ({ database, clock, scope }, partnerIds, afterId, limit) =>
    database.sql.rows(FIRST_OF(scope), [partnerIds, afterId, limit, scopeValue(scope, clock.now())]),
  (customer) => customer.partnerId!,
  counts,
);

/** The same of one partner, also from the end. */
export function partnersCustomersPage(
  context: RequestContext,
  partnerId: string,
  request: PageRequest,
): Promise<Page<Customer>> {
  const filter = Filter.none();
  narrow(filter, context, (sees) => sees.customer('cu'));
  filter.add(`cu.partner_id = ${filter.value(partnerId)}`);
  const order = [{ sql: 'cu.id', type: 'bigint' as const }];
  const query = {
    list: PARTNERS_CUSTOMERS,
    select: CUSTOMER_COLUMNS,
    from: 'customers cu',
    filter,
    order,
  };
  return keysetPage<Customer>(context.database.sql, query, request);
}
