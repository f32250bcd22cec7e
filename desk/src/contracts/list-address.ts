import { ContractFilter, ContractOrder, ContractStatus } from '../gql/graphql';

export const PAGE_SIZE = 25;

/** The orders of the list by their names for people; the first is taken where none is chosen. */
export const ORDERS: Readonly<Partial<Record<ContractOrder, string>>> = {
  CREATED_DESC: 'Newest first',
  NUMBER: 'Number',
  INCIDENTS_USED_PERCENT_DESC: 'Most requests used',
  NOTICE_DEADLINE: 'Notice deadline',
  RENEWS_ON: 'Renewal',
  ENDS_ON: 'End',
};
export const STATUSES: readonly ContractStatus[] = [
  'ORDERED',
  'ACTIVE',
  'NOTICE_GIVEN',
  'ENDED',
  'CANCELLED',
];

/** The filter that an address of the list stands for; empty: all contracts. */
export function filterOf(chosen: URLSearchParams): ContractFilter {
  const filter: ContractFilter = {};
  const search = chosen.get('search');
  const status = STATUSES.find((each) => each === chosen.get('status'));
  const [provider, plan] = [chosen.get('provider'), chosen.get('plan')];
  if (search) filter.search = search;
  if (status !== undefined) filter.status = status;
  if (provider) filter.providerCode = provider;
  if (plan) filter.planCode = plan;
  return filter;
}

export function orderOf(chosen: URLSearchParams): ContractOrder {
  const order = chosen.get('order') as ContractOrder;
  return Object.hasOwn(ORDERS, order) ? order : 'CREATED_DESC';
}

/** The address of the list with something else chosen. Another choice begins at its first page. */
export function withChange(chosen: URLSearchParams, change: Readonly<Record<string, string>>): string {
  const next = new URLSearchParams(chosen);
  next.delete('after');
  next.delete('before');
  for (const [name, value] of Object.entries(change)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  return `/?${next.toString()}`;
}
