import { RequestContext } from '../../catalog/request-context';
import { knownPlanIds, planIdsOf } from '../../catalog/use-cases/known-plans';
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
  context: RequestContext,
  filter: IncidentFilterInput,
): Promise<FilteredIncidents> {
  checkIncidentFilter(filter);
  const { providerCode, planCode, ...rest } = filter;
  const planIds = await plansOf(context, { providerCode, planCode });
  return {
    filter: { ...rest, ...keysOf(filter), planIds },
    products: isSearched(filter.search) ? await context.catalog.allProductCodes() : [],
  };
}

/** The plans that are named, or all of a named provider, but those of which the caller sees nothing; null where neither is named. */
async function plansOf(
  { catalog, scope }: RequestContext,
  { providerCode, planCode }: Pick<IncidentFilterInput, 'providerCode' | 'planCode'>,
): Promise<readonly string[] | null> {
  const providerId = await knownProviderId(catalog, providerCode, 'filter', 'providerCode');
  const named = await knownPlanIds(catalog, { providerId, planCode }, 'filter');
  const planIds = named ?? (providerId === null ? null : await planIdsOf(catalog, providerId));
  if (planIds === null || scope.providerId === null) return planIds;
  const seen = new Set(await planIdsOf(catalog, scope.providerId));
  return planIds.filter((id) => seen.has(id));
}

function keysOf({ contractId, customerId, contactId }: IncidentFilterInput) {
  return {
    contractId: contractId == null ? null : fromGlobalId('Contract', contractId, 'filter', 'contractId'),
    customerId: customerId == null ? null : fromGlobalId('Customer', customerId, 'filter', 'customerId'),
    contactId: contactId == null ? null : fromGlobalId('NamedContact', contactId, 'filter', 'contactId'),
  };
}
