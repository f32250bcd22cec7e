import { branchedPage, ListedPage } from '../../platform/reads/branched-list';
import { nestedLists } from '../../platform/reads/nested-lists';
import { Viewer } from '../../platform/scoped-filter';
import { Database } from '../../platform/transactions/database';
import { PageRequest } from '../../shared/domain/page';
import { ContractState } from '../domain/contract-state';
import { contractList, WantedContracts } from './contract-list';

/** Contracts that the caller sees: those that match best first where it searches, then in the order asked for. */
export function contractsPage(
  viewer: Viewer & { readonly database: Database },
  wanted: WantedContracts,
  request: PageRequest,
): Promise<ListedPage<ContractState>> {
  return branchedPage<ContractState>(viewer.database.sql, contractList(viewer, wanted), request);
}

/** The same of customers that the caller sees. */
export const contractsOfCustomers = nestedLists<ContractState, WantedContracts>('contracts', contractList);
