import { CONTRACT_ORDERS } from '../../src/contracts/domain/contract-list';
import { toGlobalId } from '../../src/shared/domain/global-id';

/** What the data of a size is asked with. */
export interface ListFacts {
  /** Any instant of the run. */
  readonly now: Date;
  readonly contracts: number;
  /** Ids in the database: of plans, of a partner and of one of its customers. */
  readonly premium: string;
  readonly standard: string;
  readonly partnerId: string;
  readonly contractId: string;
}

/** One request of staff that is measured over several sizes: a page of 50, one of the ten questions, or a search. */
export interface ListCase {
  readonly name: string;
  readonly query: string;
  readonly variables: object;
  /** Whether it looks at all there is. */
  readonly ofAll?: boolean;
}

const DAY_MS = 86_400_000;
const PAGE = `query ($filter: ContractFilter, $orderBy: ContractOrder) {
  contracts(first: 50, filter: $filter, orderBy: $orderBy) { nodes { id number activatesOn customer { name } } pageInfo { hasNextPage endCursor } } }`;

/** Every case, in the order in which it is reported. */
export function listCases(facts: ListFacts): readonly ListCase[] {
  return [...pages(facts), ...otherPages(facts), ...searches(facts), ...questions(facts)];
}

function dayIn(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

function pages({ now, partnerId }: ListFacts): ListCase[] {
  const day = (days: number) => dayIn(now, days);
  const quota = (kind: string) => ({ quotaAtLeast: { quota: kind, percent: 80 } });
  const filters: Readonly<Record<string, object>> = {
    none: {},
    status: { status: 'NOTICE_GIVEN' },
    statuses: { statuses: ['ORDERED', 'ENDED', 'CANCELLED'] },
    providerCode: { providerCode: 'op5' },
    'planCode, planVersion': { providerCode: 'it-novum', planCode: 'premium', planVersion: 1 },
    partnerId: { partnerId: toGlobalId('Customer', partnerId) },
    customerId: { customerId: toGlobalId('Customer', partnerId) },
    region: { region: 'AMERICAS' },
    contactsOverdue: { contactsOverdue: true },
    suspended: { suspended: true },
    planChangeScheduled: { planChangeScheduled: true },
    'quotaAtLeast INCIDENTS': quota('INCIDENTS'),
    'quotaAtLeast INCLUDED_CONSULTING_BLOCKS': quota('INCLUDED_CONSULTING_BLOCKS'),
    'quotaAtLeast NAMED_CONTACTS': quota('NAMED_CONTACTS'),
    'quotaAtLeast SATELLITES': quota('SATELLITES'),
  };
  const ranges: Readonly<Record<string, readonly [filter: object, orderBy: string]>> = {
    noticeDeadline: [{ noticeDeadlineFrom: day(0), noticeDeadlineBefore: day(30) }, 'NOTICE_DEADLINE'],
    renews: [{ renewsFrom: day(30), renewsBefore: day(60) }, 'RENEWS_ON'],
    ends: [{ endsFrom: day(0), endsBefore: day(365) }, 'ENDS_ON'],
  };
  const page = (name: string, filter: object, orderBy = 'CREATED') => ({
    name,
    query: PAGE,
    variables: { filter, orderBy },
  });
  return [
    ...Object.entries(filters).map(([name, filter]) => page(`filter: ${name}`, filter)),
    ...Object.entries(ranges).map(([name, [filter, orderBy]]) =>
      page(`filter: ${name}, in its order`, filter, orderBy),
    ),
    ...Object.entries(ranges).map(([name, [filter]]) => page(`filter: ${name}`, filter)),
    // The first is that of all filters.
    ...CONTRACT_ORDERS.slice(1).map((orderBy) => page(`order: ${orderBy}`, {}, orderBy)),
  ];
}

/** Lists of other things than contracts. */
function otherPages({ now, partnerId }: ListFacts): ListCase[] {
  const day = (days: number) => `${dayIn(now, days)}T00:00:00Z`;
  const incidents = (name: string, filter: object, orderBy = 'RECORDED') => ({
    name: `incidents ${name}`,
    query: `query ($filter: IncidentFilter, $orderBy: IncidentOrder) { incidents(first: 50, filter: $filter, orderBy: $orderBy) {
      nodes { id reference status contract { number } } pageInfo { hasNextPage endCursor } } }`,
    variables: { filter, orderBy },
  });
  const customers = (name: string, filter: object, orderBy = 'CREATED') => ({
    name: `customers ${name}`,
    query: `query ($filter: CustomerFilter, $orderBy: CustomerOrder) { customers(first: 50, filter: $filter, orderBy: $orderBy) {
      nodes { id number name } pageInfo { hasNextPage endCursor } } }`,
    variables: { filter, orderBy },
  });
  const decisions = (name: string, filter: object) => ({
    name: `decisions ${name}`,
    query: `query ($filter: DecisionFilter) { decisions(first: 50, filter: $filter) {
      nodes { id mutation at contract { number } } pageInfo { hasNextPage endCursor } } }`,
    variables: { filter },
  });
  const open = { statuses: ['NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER'] };
  return [
    ...['RECORDED', 'RECORDED_DESC', 'RECEIVED_DESC', 'RESPONSE_DUE', 'PRIORITY'].map((orderBy) =>
      incidents(`order: ${orderBy}`, {}, orderBy),
    ),
    incidents('filter: open ones by priority', open, 'PRIORITY'),
    incidents('filter: responseOverdue', { responseOverdue: true }, 'RESPONSE_DUE'),
    incidents('filter: responseMet', { responseMet: false }),
    incidents('filter: impact', { impact: 'CRITICAL' }),
    incidents('filter: providerCode', { providerCode: 'op5' }),
    incidents('filter: planCode', { providerCode: 'it-novum', planCode: 'premium' }),
    incidents('filter: received', { receivedFrom: day(-30), receivedBefore: day(0) }, 'RECEIVED_DESC'),
    ...['CREATED', 'NAME', 'NUMBER'].map((orderBy) => customers(`order: ${orderBy}`, {}, orderBy)),
    customers('filter: region', { region: 'AMERICAS' }),
    customers('filter: isPartner', { isPartner: true }),
    customers('filter: partnerId', { partnerId: toGlobalId('Customer', partnerId) }),
    decisions('filter: allowed', { allowed: false }),
    decisions('filter: code', { code: 'INCIDENT_QUOTA_EXHAUSTED' }),
    decisions('filter: rare code', { code: 'CHANNEL_NOT_IN_PLAN' }),
    decisions('filter: mutation', { mutation: 'suspendContract' }),
  ];
}

function searches({ contracts }: ListFacts): ListCase[] {
  const texts = {
    number: `K-${String(Math.ceil(contracts / 3)).padStart(7, '0')}`,
    'part of a number': String(Math.ceil(contracts / 3))
      .padStart(7, '0')
      .slice(-5),
    'address of a contact': `contact.${Math.ceil(contracts / 3) * 10}@`,
    'name of many': 'customer',
    'two letters': 'k-',
    'nothing that is there': 'zzgibtesnicht',
  };
  return Object.entries(texts).map(([name, search]) => ({
    name: `search: ${name}`,
    query: PAGE,
    variables: { filter: { search } },
  }));
}

/** The questions of docs/questions.md, 50 of each list. */
function questions({ now, premium, standard, partnerId, contractId }: ListFacts): ListCase[] {
  const day = (days: number) => dayIn(now, days);
  const ask = (nth: number, title: string, query: string, variables: object = {}) => ({
    name: `question ${nth}: ${title}`,
    query,
    variables,
    ofAll: nth === 7 || nth === 10,
  });
  const [plan, partner, contract] = [
    toGlobalId('Plan', premium),
    toGlobalId('Customer', partnerId),
    toGlobalId('Contract', contractId),
  ];
  return [
    ask(
      1,
      'at 80 % of a quota',
      `{ contracts(first: 50, filter: { quotaAtLeast: { quota: INCIDENTS, percent: 80 } }, orderBy: INCIDENTS_USED_PERCENT_DESC) {
        nodes { number customer { name } snapshot { incidents { used limit } } } } }`,
    ),
    ask(
      2,
      'deadlines in 30 days',
      `{ contracts(first: 50, filter: { noticeDeadlineBefore: "${day(31)}" }, orderBy: NOTICE_DEADLINE) {
        nodes { number noticeDeadline renewsOn customer { name } } } }`,
    ),
    ask(
      3,
      'contacts overdue',
      '{ contracts(first: 50, filter: { contactsOverdue: true }) { totalCount nodes { number orderReceivedOn customer { name } } } }',
    ),
    ask(
      4,
      'would a smaller plan have fitted',
      `query ($plan: ID!) { planFits(first: 50, planId: $plan, from: "${day(-365)}", to: "${day(0)}") {
        nodes { contract { number } fits refusedRequests extraBlocks misfits } } }`,
      { plan: toGlobalId('Plan', standard) },
    ),
    ask(
      5,
      'refused this month',
      `{ decisions(first: 50, filter: { allowed: false, from: "${day(-30)}T00:00:00Z" }) { nodes { contract { number customer { name } }
        mutation userErrors { code message ... on LimitReachedError { limit used allowedByPlans { name } } } } } }`,
    ),
    ask(
      6,
      'renewals of a quarter with plan',
      `{ contracts(first: 50, filter: { renewsFrom: "${day(0)}", renewsBefore: "${day(91)}" }, orderBy: RENEWS_ON) {
        nodes { number renewsOn scheduledPlanChange { plan { name } effectiveOn } snapshot { plan { name version } } } } }`,
    ),
    ask(
      7,
      'versions of the catalog',
      `{ quotaReport(groupBy: [PLAN_VERSION]) { key { value } contracts }
        contracts(first: 50, filter: { planCode: "premium", planVersion: 1, status: ACTIVE }) { nodes { number } } }`,
    ),
    ask(
      8,
      'what would Premium change',
      `query ($contract: ID!, $plan: ID!) { previewPlanChange(contractId: $contract, planId: $plan) { allowed effectiveOn
        before { plan { name } incidents { limit used } satellites { limit } includedConsultingBlocks { limit } }
        after { plan { name } incidents { limit used } satellites { limit } includedConsultingBlocks { limit } } } }`,
      { contract, plan },
    ),
    ask(
      9,
      'customers of a partner',
      `query ($partner: ID!) { customer(id: $partner) { name customers(first: 50) {
        nodes { number name contracts(filter: { statuses: [ACTIVE, NOTICE_GIVEN] }) { nodes { number } } } } } }`,
      { partner },
    ),
    ask(
      10,
      'response times of a quarter',
      `{ responseReport(from: "${day(-91)}", to: "${day(0)}", groupBy: [PLAN, IMPACT, MONTH]) {
        key { value } received met breached open withoutTarget medianResponseMinutes p90ResponseMinutes } }`,
    ),
  ];
}
