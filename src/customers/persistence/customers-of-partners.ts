import { BranchedList, Placing } from '../../platform/reads/branched-list';
import { nestedLists } from '../../platform/reads/nested-lists';
import { narrow, Viewer } from '../../platform/scoped-filter';
import { Customer, CUSTOMER_COLUMNS } from './customers';

/** How the cursors of a partner's customers are made. */
export const PARTNERS_CUSTOMERS: Placing = { list: 'partner_customers', types: ['bigint'], isRanked: false };

/** Of partners, the customers that the caller sees, in the order in which they were created. */
export const customersOfPartners = nestedLists<Customer, null>('partner_customers', partnersCustomers);

function partnersCustomers(viewer: Viewer): BranchedList {
  return {
    ...PARTNERS_CUSTOMERS,
    descending: false,
    isPrepared: true,
    branches: (partner) => [
      {
        rank: 0,
        make: (bound) => {
          const filter = bound.beside();
          filter.add(`cu.partner_id = ${partner}`);
          narrow(filter, viewer, (sees) => sees.customer('cu'));
          return { from: 'customers cu', filter, places: ['cu.id'] };
        },
      },
    ],
    rows: () => ({ select: CUSTOMER_COLUMNS, join: 'JOIN customers cu ON cu.id = found.id' }),
  };
}
