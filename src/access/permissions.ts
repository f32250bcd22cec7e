import { Role, ROLES } from '../shared/domain/caller';

const EVERYBODY: readonly Role[] = ROLES;
const CONTRACT_READERS: readonly Role[] = ROLES;
const SALES: readonly Role[] = ['ADMIN', 'SALES'];
const SUPPORT: readonly Role[] = ['ADMIN', 'SUPPORT'];
const CONTRACT_KEEPERS: readonly Role[] = ['ADMIN', 'SALES', 'SUPPORT', 'CUSTOMER'];
const REQUESTERS: readonly Role[] = ['ADMIN', 'SUPPORT', 'CUSTOMER'];

/**
 * Which role may call which root field. A field without a row here is refused to everybody, and a test fails on it.
 * A CUSTOMER sees and changes only what is its own, whichever field it calls.
 */
export const PERMISSIONS: Readonly<Record<string, readonly Role[]>> = {
  'Query.node': EVERYBODY,
  'Query.nodes': EVERYBODY,
  'Query.providers': EVERYBODY,
  'Query.provider': EVERYBODY,
  'Query.plan': EVERYBODY,
  'Query.customer': CONTRACT_READERS,
  'Query.customers': CONTRACT_READERS,
  'Query.contract': CONTRACT_READERS,
  'Query.contracts': CONTRACT_READERS,
  'Query.incident': CONTRACT_READERS,
  'Query.incidents': CONTRACT_READERS,
  'Query.canAddNamedContact': CONTRACT_KEEPERS,
  'Query.canRegisterSatellite': CONTRACT_KEEPERS,

  'Mutation.createCustomer': SALES,
  'Mutation.updateCustomer': SALES,
  'Mutation.orderContract': SALES,
  'Mutation.addNamedContact': CONTRACT_KEEPERS,
  'Mutation.replaceNamedContact': CONTRACT_KEEPERS,
  'Mutation.removeNamedContact': CONTRACT_KEEPERS,
  'Mutation.registerSatellite': CONTRACT_KEEPERS,
  'Mutation.decommissionSatellite': CONTRACT_KEEPERS,
  'Mutation.openIncident': REQUESTERS,
  'Mutation.recordFirstResponse': SUPPORT,
  'Mutation.voidIncident': SUPPORT,
};

export function mayCall(role: Role, field: string): boolean {
  return PERMISSIONS[field]?.includes(role) ?? false;
}
