import { registerEnumType } from 'type-graphql';
import { ContractOrder, QuotaKind } from '../domain/contract-list';

const ORDERS: Record<ContractOrder, string> = {
  CREATED: 'In the order in which they were recorded.',
  CREATED_DESC: 'Those recorded last first.',
  NUMBER: 'By number, whatever its letters’ case.',
  NOTICE_DEADLINE: 'The `noticeDeadline` that comes first, also passed ones; those without one last.',
  RENEWS_ON: 'The renewal that comes first; those that do not renew last.',
  ENDS_ON: 'The end that comes first; those without one last.',
  INCIDENTS_USED_PERCENT_DESC:
    'Those that have used most of the requests of their running contract year first; unlimited ones count as 0 %.',
};
const QUOTAS: Record<QuotaKind, string> = {
  INCIDENTS: 'Support requests of the running contract year.',
  NAMED_CONTACTS: 'Current named contacts.',
  INCLUDED_CONSULTING_BLOCKS: 'Included consulting blocks of the running contract year.',
  SATELLITES: 'Registered satellites.',
};

export const ContractOrderEnum = codesOf(ORDERS);
export const QuotaKindEnum = codesOf(QUOTAS);

registerEnumType(ContractOrderEnum, {
  name: 'ContractOrder',
  description: 'In which order contracts are listed; in each, those recorded first come first among equals.',
  valuesConfig: described(ORDERS),
});
registerEnumType(QuotaKindEnum, {
  name: 'QuotaKind',
  description: 'What a plan grants a number of.',
  valuesConfig: described(QUOTAS),
});

function codesOf<Code extends string>(texts: Record<Code, string>): Record<Code, Code> {
  return Object.fromEntries(Object.keys(texts).map((code) => [code, code])) as Record<Code, Code>;
}

function described<Code extends string>(texts: Record<Code, string>): Record<Code, { description: string }> {
  return Object.fromEntries(
    Object.entries(texts).map(([code, description]) => [code, { description }]),
  ) as Record<Code, { description: string }>;
}
