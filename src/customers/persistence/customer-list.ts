import { Region } from '../../catalog/domain/plan';
import { BranchedList } from '../../platform/reads/branched-list';
import { branchedPage, ListedPage } from '../../platform/reads/branched-page';
import { Branch } from '../../platform/reads/branches';
import { Filter, PlaceType } from '../../platform/reads/keyset-page';
import { RarePieces } from '../../platform/reads/rare-pieces';
import { piecesToFind, SearchWay, waysToFind } from '../../platform/reads/search';
import { narrow, Viewer } from '../../platform/scoped-filter';
import { Database } from '../../platform/transactions/database';
import { PageRequest } from '../../shared/domain/page';
import { searchedOfCustomer, Searcher } from './customer-search';
import { Customer, CUSTOMER_COLUMNS } from './customers';

/** Which customers are listed: those for which all holds that is given. */
export interface CustomerFilter {
  readonly search?: string | null;
  readonly region?: Region | null;
  readonly partnerId?: string | null;
  readonly isPartner?: boolean | null;
}

export type CustomerOrder = 'CREATED' | 'NAME' | 'NUMBER';

/** Which customers, in which order. */
export interface WantedCustomers {
  readonly filter: CustomerFilter;
  readonly orderBy: CustomerOrder;
  readonly readsAddresses: boolean;
}

const ORDERS: Readonly<Record<CustomerOrder, { readonly list: string; readonly column: string | null }>> = {
  CREATED: { list: 'customers', column: null },
  NAME: { list: 'customers NAME', column: 'cu.name_folded' },
  NUMBER: { list: 'customers NUMBER', column: 'cu.number_folded' },
};

/** Customers that the caller sees: those that match best first where it searches, then in the order asked for. */
export async function customersPage(
  viewer: Viewer & { readonly database: Database },
  wanted: WantedCustomers,
  request: PageRequest,
): Promise<ListedPage<Customer>> {
  const { scope, clock } = viewer;
  const searcher = { scope, clock, readsAddresses: wanted.readsAddresses };
  const pieces = await piecesToFind(viewer, wanted.filter.search, searchedOfCustomer(searcher));
  return branchedPage<Customer>(viewer.database.sql, customerList(searcher, wanted, pieces), request);
}

function customerList(searcher: Searcher, wanted: WantedCustomers, pieces: RarePieces): BranchedList {
  const { filter, orderBy } = wanted;
  const ways = waysToFind(filter.search, searchedOfCustomer(searcher), pieces);
  const { list, column } = ORDERS[orderBy];
  const types: readonly PlaceType[] = column === null ? ['id'] : ['text', 'id'];
  return {
    list: ways === null ? list : `${list} search`,
    types,
    isRanked: ways !== null,
    descending: false,
    isPrepared: Object.values(filter).every((each) => each == null),
    branches: () => (ways ?? [null]).map((way) => branchOf(searcher, wanted, way)),
    rows: () => ({ select: CUSTOMER_COLUMNS, join: 'JOIN customers cu ON cu.id = found.id' }),
  };
}

function branchOf(
  searcher: Searcher,
  { filter: wanted, orderBy }: WantedCustomers,
  way: SearchWay | null,
): Branch {
  const { column } = ORDERS[orderBy];
  const make = (bound: Filter, leavesOut: boolean) => {
    const filter = bound.beside();
    narrow(filter, searcher, (sees) => sees.customer('cu'));
    filter.when(wanted.region, (region) => `cu.region = ${region}`);
    filter.when(wanted.partnerId, (id) => `cu.partner_id = ${id}`);
    if (wanted.isPartner != null) filter.add(wanted.isPartner ? 'cu.is_partner' : 'NOT cu.is_partner');
    way?.narrow(filter, leavesOut);
    return { from: 'customers cu', filter, places: [...(column === null ? [] : [column]), 'cu.id'] };
  };
  return { rank: way?.rank ?? 0, make };
}
