import { RequestContext } from '../../catalog/request-context';
import { seenCountsBy } from '../../platform/reads/counts-by';
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
export const PARTNERS_CUSTOMERS = 'partner_customers';

/** Of partners, the customers that the caller sees, in the order in which they were created. */
export const customersOfPartners = nestedPages<Customer>(
  PARTNERS_CUSTOMERS,
  ({ database, clock, scope }, partnerIds, afterId, limit) =>
    database.sql.rows(FIRST_OF(scope), [partnerIds, afterId, limit, scopeValue(scope, clock.now())]),
  (customer) => customer.partnerId!,
  seenCountsBy('partner-customer-counts', 'customers cu', 'cu.partner_id', (sees) => sees.customer('cu')),
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
  const order = [{ sql: 'cu.id', type: 'id' as const }];
  const query = {
    list: PARTNERS_CUSTOMERS,
    select: CUSTOMER_COLUMNS,
    from: 'customers cu',
    filter,
    order,
  };
  return keysetPage<Customer>(context.database.sql, query, request);
}
