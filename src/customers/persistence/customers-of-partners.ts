import { Placing } from '../../platform/reads/branched-list';
import { listOfOne, nestedLists } from '../../platform/reads/nested-lists';
import { narrow } from '../../platform/scoped-filter';
import { Customer, CUSTOMER_COLUMNS } from './customers';

/** How the cursors of a partner's customers are made. */
export const PARTNERS_CUSTOMERS: Placing = { list: 'partner_customers', types: ['id'], isRanked: false };

/** Of partners, the customers that the caller sees, in the order in which they were created. */
export const customersOfPartners = nestedLists<Customer, null>('partner_customers', (viewer) =>
  listOfOne(PARTNERS_CUSTOMERS, {
    table: 'customers cu',
    id: 'cu.id',
    parent: 'cu.partner_id',
    columns: CUSTOMER_COLUMNS,
    narrowTo: (filter) => narrow(filter, viewer, (sees) => sees.customer('cu')),
  }),
);
