import { RequestContext } from '../../catalog/request-context';
import { knownPlanIds } from '../../catalog/use-cases/known-plans';
import { knownProviderId } from '../../catalog/use-cases/known-provider';
import { isSearched } from '../../platform/reads/search';
import { refuseFilter } from '../../shared/domain/filter-fault';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { faultsOfIncidentFilter } from '../domain/incident-filter';
import { FilteredIncidents } from '../persistence/incidents-page';
import { IncidentFilterInput } from './incident-list.inputs';

/** Throws Refused (INVALID_INPUT) on what can be seen to be wrong with a filter without asking anybody. */
function checkIncidentFilter(filter: IncidentFilterInput): void {
  refuseFilter(faultsOfIncidentFilter(filter));
  keysOf(filter);
}

/** The filter with keys instead of ids and codes. Throws Refused (INVALID_INPUT) on ids and codes of nothing. */
export async function readIncidentFilter(
  { catalog }: RequestContext,
  filter: IncidentFilterInput,
): Promise<FilteredIncidents> {
  checkIncidentFilter(filter);
  const { providerCode, planCode, ...rest } = filter;
  const providerId = await knownProviderId(catalog, providerCode, 'filter', 'providerCode');
  const planIds = await knownPlanIds(catalog, { providerId, planCode }, 'filter');
  return {
    filter: { ...rest, ...keysOf(filter), providerId, planIds },
    products: isSearched(filter.search) ? await catalog.allProductCodes() : [],
  };
}

function keysOf({ contractId, customerId, contactId }: IncidentFilterInput) {
  return {
    contractId: contractId == null ? null : fromGlobalId('Contract', contractId, 'filter', 'contractId'),
    customerId: customerId == null ? null : fromGlobalId('Customer', customerId, 'filter', 'customerId'),
    contactId: contactId == null ? null : fromGlobalId('NamedContact', contactId, 'filter', 'contactId'),
  };
}
