import { ContractFilter, ContractOrder, ContractStatus, QuotaKind, Region } from '../gql/graphql';

export const PAGE_SIZE = 25;

/** The orders of the list by their names for people; the first is taken where none is chosen. */
export const ORDERS: Readonly<Record<ContractOrder, string>> = {
  CREATED_DESC: 'Newest first',
  CREATED: 'Oldest first',
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
export const REGIONS: readonly Region[] = ['EUROPE', 'AMERICAS'];
/** What plans grant a number of, by their names for people. */
export const QUOTAS: Readonly<Record<QuotaKind, string>> = {
  INCIDENTS: 'Requests',
  INCLUDED_CONSULTING_BLOCKS: 'Included consulting',
  NAMED_CONTACTS: 'Named contacts',
  SATELLITES: 'Satellites',
};
/** Taken where a quota is chosen without a percentage. */
export const USUAL_PERCENT = 80;

/** Days and yes-or-no filters have the same names in the address and in the API. */
export const DAYS = [
  'noticeDeadlineFrom',
  'noticeDeadlineBefore',
  'renewsFrom',
  'renewsBefore',
  'endsFrom',
  'endsBefore',
] as const satisfies readonly (keyof ContractFilter)[];
export const FLAGS = [
  'contactsOverdue',
  'suspended',
  'planChangeScheduled',
] as const satisfies readonly (keyof ContractFilter)[];

/** What stands in the address for filters that are used less often. */
const RARE: readonly string[] = ['region', 'partner', 'version', 'quota', ...DAYS, ...FLAGS];

/** The filter that an address of the list stands for; empty: all contracts. What is no value of a filter is left out. */
export function filterOf(chosen: URLSearchParams): ContractFilter {
  const text = (name: string) => chosen.get(name) || undefined;
  const statuses = statusesOf(chosen);
  const quota = quotaOf(chosen);
  return defined({
    search: text('search'),
    status: statuses.length === 1 ? statuses[0] : undefined,
    statuses: statuses.length > 1 ? statuses : undefined,
    providerCode: text('provider'),
    planCode: text('plan'),
    planVersion: wholeNumber(chosen.get('version'), 2_147_483_647),
    region: REGIONS.find((each) => each === chosen.get('region')),
    partnerId: text('partner'),
    quotaAtLeast: quota && {
      quota,
      percent: wholeNumber(chosen.get('percent'), 1000) ?? USUAL_PERCENT,
    },
    ...Object.fromEntries(DAYS.map((name) => [name, dayOf(chosen.get(name))])),
    ...Object.fromEntries(FLAGS.map((name) => [name, flagOf(chosen.get(name))])),
  });
}

/** The statuses that an address names, commas between them; empty: every status. */
export function statusesOf(chosen: URLSearchParams): ContractStatus[] {
  const named = (chosen.get('status') ?? '').split(',');
  return STATUSES.filter((status) => named.includes(status));
}

/** The quota that an address names; undefined where it names none. */
export function quotaOf(chosen: URLSearchParams): QuotaKind | undefined {
  const name = chosen.get('quota') ?? '';
  return Object.hasOwn(QUOTAS, name) ? (name as QuotaKind) : undefined;
}

/** How many of the filters that are used less often an address names, several statuses being one of them. */
export function rareFilters(chosen: URLSearchParams): number {
  return RARE.filter((name) => chosen.get(name)).length + (statusesOf(chosen).length > 1 ? 1 : 0);
}

/** The address without filters, in the same order. */
export function withoutFilters(chosen: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...chosen.keys()].filter((name) => name !== 'order').map((name) => [name, '']));
}

function defined(filter: ContractFilter): ContractFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function wholeNumber(text: string | null, most: number): number | undefined {
  const number = /^\d{1,10}$/.test(text ?? '') ? Number(text) : 0;
  return number >= 1 && number <= most ? number : undefined;
}

/** A day as far as it is typed: while a year is typed it is in the first centuries. */
function dayOf(text: string | null): string | undefined {
  if (text === null || !/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
}

function flagOf(text: string | null): boolean | undefined {
  return text === 'yes' ? true : text === 'no' ? false : undefined;
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
