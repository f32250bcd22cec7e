import { ContractFilter, ContractStatus } from '../gql/graphql';

export const PAGE_SIZE = 25;

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
  const status = STATUSES.find((each) => each === chosen.get('status'));
  const [provider, plan] = [chosen.get('provider'), chosen.get('plan')];
  if (status !== undefined) filter.status = status;
  if (provider) filter.providerCode = provider;
  if (plan) filter.planCode = plan;
  return filter;
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
