import { branchedPage, ListedPage } from '../../platform/reads/branched-page';
import { nestedLists } from '../../platform/reads/nested-lists';
import { piecesToFind } from '../../platform/reads/search';
import { Viewer } from '../../platform/scoped-filter';
import { Database } from '../../platform/transactions/database';
import { PageRequest } from '../../shared/domain/page';
import { ContractState } from '../domain/contract-state';
import { contractList, searchedOfContract, WantedContracts } from './contract-list';

/** Contracts that the caller sees: those that match best first where it searches, then in the order asked for. */
export async function contractsPage(
  viewer: Viewer & { readonly database: Database },
  wanted: WantedContracts,
  request: PageRequest,
): Promise<ListedPage<ContractState>> {
  const { filter, readsAddresses } = wanted;
  const { scope, clock } = viewer;
  const searched = searchedOfContract({ scope, clock, readsAddresses });
  const pieces = await piecesToFind(viewer, filter.search, searched);
  return branchedPage<ContractState>(viewer.database.sql, contractList(viewer, wanted, pieces), request);
}

/** The same of customers that the caller sees. */
export const contractsOfCustomers = nestedLists<ContractState, WantedContracts>(
  'contracts',
  (viewer, wanted) => contractList(viewer, wanted),
);
