import { GraphQLClient } from 'graphql-request';
import { ModelContract, pickOf } from './command';
import { dayAt, plus } from './dates';
import { ContractFacts, isOver, statusAt } from './model-contract';
import { datesAt, viewAt } from './view';

const STATUSES = ['ORDERED', 'ACTIVE', 'NOTICE_GIVEN', 'ENDED', 'CANCELLED'];
const QUOTAS = [
  ['INCIDENTS', 'incidents'],
  ['INCLUDED_CONSULTING_BLOCKS', 'includedConsultingBlocks'],
  ['NAMED_CONTACTS', 'namedContacts'],
  ['SATELLITES', 'satellites'],
] as const;
const EVER = '1970-01-01';

/** Nine lists cost four times as much as all else that is compared after a step. */
const ONE_OF = 10;

type Filter = Readonly<Record<string, unknown>>;

/** Filters that find the contract, by what it is now, and those that do not. */
function filtersOf(facts: ContractFacts, now: number, n: number): { found: Filter[]; missed: Filter[] } {
  const { snapshot } = viewAt(facts, now);
  const { renewsOn, noticeDeadline, endsOn } = datesAt(facts, now);
  const status = statusAt(facts, now);
  const today = dayAt(now, facts.zone);
  const [kind, name] = pickOf(QUOTAS, Math.floor(n / ONE_OF))!;
  const { limit, used } = snapshot[name];
  const isYearly = kind === 'INCIDENTS' || kind === 'INCLUDED_CONSULTING_BLOCKS';
  const counts =
    limit !== null && limit > 0 && !isOver(facts, now) && (!isYearly || snapshot.contractYear !== null);
  const share = counts ? Math.floor((used * 100) / limit) : 0;
  const atLeast = (percent: number) => ({ quotaAtLeast: { quota: kind, percent } });
  const deadline = noticeDeadline !== null && noticeDeadline >= today ? noticeDeadline : null;
  const between = (day: string | null, from: string, before: string) =>
    day === null
      ? { found: {}, missed: { [from]: EVER } }
      : {
          found: { [from]: day, [before]: plus(day, { days: 1 }) },
          missed: { [from]: plus(day, { days: 1 }) },
        };
  const dates = [
    between(renewsOn, 'renewsFrom', 'renewsBefore'),
    between(deadline, 'noticeDeadlineFrom', 'noticeDeadlineBefore'),
    between(endsOn, 'endsFrom', 'endsBefore'),
  ];
  const { contactsOverdue, suspended } = snapshot;
  return {
    found: [
      { status, contactsOverdue, suspended, ...(share >= 1 ? atLeast(share) : {}) },
      Object.assign({}, ...dates.map(({ found }) => found)) as Filter,
    ],
    missed: [
      { statuses: STATUSES.filter((each) => each !== status) },
      ...dates.map(({ missed }) => missed),
      { contactsOverdue: !contactsOverdue },
      { suspended: !suspended },
      atLeast(share + 1),
    ],
  };
}

/** The lists find the contract by what its snapshot shows, and by nothing else. */
export async function compareLists(
  client: GraphQLClient,
  customerId: string,
  { id, facts }: ModelContract,
  now: number,
  n: number,
): Promise<void> {
  if (now < facts.orderedAt || n % ONE_OF !== 0) return;
  const { found, missed } = filtersOf(facts, now, n);
  const filters = [...found, ...missed];
  const document = `query (${filters.map((_, nth) => `$f${nth}: ContractFilter`).join(', ')}) {
    ${filters.map((_, nth) => `f${nth}: contracts(first: 20, orderBy: CREATED_DESC, filter: $f${nth}) { nodes { id } }`).join(' ')} }`;
  const variables = Object.fromEntries(filters.map((filter, nth) => [`f${nth}`, { ...filter, customerId }]));
  const lists = await client.request<Record<string, { nodes: { id: string }[] }>>(document, variables);
  const isIn = (nth: number) => lists[`f${nth}`]!.nodes.some((node) => node.id === id);
  const told = filters.map((filter, nth) => ({ filter, isFound: isIn(nth) }));
  expect(told).toEqual(filters.map((filter, nth) => ({ filter, isFound: nth < found.length })));
}
