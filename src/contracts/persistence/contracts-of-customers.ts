import { countsBy } from '../../platform/reads/counts-by';
import { nestedPages } from '../../platform/reads/nested-pages';
import { statement } from '../../platform/sql';
import { ContractState } from '../domain/contract-state';
import { stateNowColumns, stateNowFrom } from './contract-state';

const FIRST_OF = statement(
  'contracts-of-customers',
  `SELECT page.* FROM unnest($1::bigint[]) AS wanted (customer_id) CROSS JOIN LATERAL (
     SELECT ${stateNowColumns('$2::timestamptz')} FROM ${stateNowFrom('$2::timestamptz')}
     WHERE c.customer_id = wanted.customer_id AND c.id > $3 ORDER BY c.id LIMIT $4
   ) AS page`,
);

export const CONTRACTS_LIST = 'contracts';

/** The contracts of customers whom the caller may see, in the order in which they were recorded. */
export const contractsOfCustomers = nestedPages<ContractState>(
  CONTRACTS_LIST,
  ({ database, clock }, customerIds, afterId, limit) =>
    database.sql.rows(FIRST_OF, [customerIds, clock.now(), afterId, limit]),
  (contract) => contract.customerId,
  countsBy('contract-counts', 'contracts', 'customer_id'),
);
