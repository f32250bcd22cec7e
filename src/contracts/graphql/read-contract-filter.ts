import { RequestContext } from '../../catalog/request-context';
import { knownPlanIds } from '../../catalog/use-cases/known-plans';
import { knownProviderId } from '../../catalog/use-cases/known-provider';
import { refuseFilter } from '../../shared/domain/filter-fault';
import { READERS_OF_ADDRESSES } from '../../shared/domain/readers-of-addresses';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { faultsOfFilter } from '../domain/contract-list';
import { WantedContracts } from '../persistence/contract-list';
import { ContractFilterInput, ContractsArgs } from './contract-list.inputs';

/** Throws Refused (INVALID_INPUT) on what can be seen to be wrong with a filter without asking anybody. */
function checkContractFilter(filter: ContractFilterInput): void {
  refuseFilter(faultsOfFilter(filter));
  customerKey(filter, 'customerId');
  customerKey(filter, 'partnerId');
}

/**
 * What arguments without a filter ask for: the same object each time, since every row of a list of customers may ask for it. Null
 * where there is a filter to read.
 */
export function withoutFilter(
  { caller }: RequestContext,
  { filter, orderBy }: Pick<ContractsArgs, 'filter' | 'orderBy'>,
): WantedContracts | null {
  if (filter != null) return null;
  const readsAddresses = READERS_OF_ADDRESSES.includes(caller.role);
  const key = `${orderBy ?? 'CREATED'} ${readsAddresses}`;
  let wanted = unfiltered.get(key);
  if (wanted === undefined) {
    wanted = { filter: {}, orderBy: orderBy ?? 'CREATED', readsAddresses };
    unfiltered.set(key, wanted);
  }
  return wanted;
}

const unfiltered = new Map<string, WantedContracts>();

/** What arguments ask for, with keys instead of ids and codes. Throws Refused (INVALID_INPUT) on ids and codes of nothing. */
export async function readContractFilter(
  { catalog, caller }: RequestContext,
  { filter, orderBy }: Pick<ContractsArgs, 'filter' | 'orderBy'>,
): Promise<WantedContracts> {
  checkContractFilter(filter ?? {});
  const { providerCode, planCode, planVersion, ...rest } = filter ?? {};
  const providerId = await knownProviderId(catalog, providerCode, 'filter', 'providerCode');
  return {
    filter: {
      ...rest,
      customerId: customerKey(filter ?? {}, 'customerId'),
      partnerId: customerKey(filter ?? {}, 'partnerId'),
      providerId,
      planIds: await knownPlanIds(catalog, { providerId, planCode, planVersion }, 'filter'),
    },
    orderBy: orderBy ?? 'CREATED',
    readsAddresses: READERS_OF_ADDRESSES.includes(caller.role),
  };
}

function customerKey(filter: ContractFilterInput, name: 'customerId' | 'partnerId'): string | null {
  const id = filter[name];
  return id == null ? null : fromGlobalId('Customer', id, 'filter', name);
}
