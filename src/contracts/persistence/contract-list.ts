import { Searcher, searchedOfNamedCustomer } from '../../customers/persistence/customer-search';
import { BranchedList, Placing } from '../../platform/reads/branched-list';
import { Branch, BranchText } from '../../platform/reads/branches';
import { Filter, PlaceType } from '../../platform/reads/keyset-page';
import { NO_PIECES, RarePieces } from '../../platform/reads/rare-pieces';
import { inColumn, isSearched, Searched, SearchWay, waysToFind } from '../../platform/reads/search';
import { narrow, Viewer } from '../../platform/scoped-filter';
import { ContractFilter, ContractOrder } from '../domain/contract-list';
import {
  addConditions,
  asksForDerived,
  ENDS_ON,
  HAS_END,
  isOver,
  isYearly,
  orLast,
  percentOf,
} from './contract-conditions';
import { CONTRACTS_LIST, dayOf, stateNowColumns, stateNowFrom } from './contracts';
import { splitOf } from './contract-splits';
import {
  derivedFacts,
  eitherFacts,
  keptFacts,
  keptFactsOfAll,
  ListedFacts,
  noneIsTurned,
} from './listed-facts';

/** Which contracts, in which order. */
export interface WantedContracts {
  readonly filter: ContractFilter;
  readonly orderBy: ContractOrder;
  readonly readsAddresses: boolean;
}

interface Order {
  readonly types: readonly PlaceType[];
  readonly descending?: boolean;
  readonly isDerived?: boolean;
  /** SQL for the places before the id. */
  readonly places: (facts: ListedFacts) => readonly string[];
}

const CREATED: Order = { types: ['id'], places: () => [] };
const ORDERS: Readonly<Record<ContractOrder, Order>> = {
  CREATED,
  CREATED_DESC: { ...CREATED, descending: true },
  NUMBER: { types: ['text', 'id'], places: () => ['c.number_folded'] },
  NOTICE_DEADLINE: {
    types: ['date', 'id'],
    isDerived: true,
    places: (facts) => [orLast(facts.noticeDeadline)],
  },
  RENEWS_ON: { types: ['date', 'id'], isDerived: true, places: (facts) => [orLast(facts.renewsOn)] },
  ENDS_ON: { types: ['date', 'id'], places: () => [orLast(ENDS_ON)] },
  INCIDENTS_USED_PERCENT_DESC: {
    types: ['bigint', 'id'],
    descending: true,
    isDerived: true,
    places: (facts) => [percentOf('y.incidents_used', facts.incidentsAllowed)],
  },
};

/** How the cursors of a list of contracts are made. */
export function placingOfContracts({
  filter,
  orderBy,
}: Pick<WantedContracts, 'filter' | 'orderBy'>): Placing {
  const searches = isSearched(filter.search);
  const list = orderBy === 'CREATED' ? CONTRACTS_LIST : `${CONTRACTS_LIST} ${orderBy}`;
  return {
    list: searches ? `${list} search` : list,
    types: ORDERS[orderBy].types,
    isRanked: searches || orderBy === 'INCIDENTS_USED_PERCENT_DESC',
  };
}

/** By what contracts `c` are found. */
export function searchedOfContract(searcher: Searcher): readonly Searched[] {
  return [
    inColumn({ column: 'c.number_folded', table: 'contracts c' }),
    ...searchedOfNamedCustomer(searcher, 'c.customer_id'),
  ];
}

/** The contracts that a caller sees, as a list; of a customer, where it belongs to one. */
export function contractList(
  { scope, clock }: Viewer,
  wanted: WantedContracts,
  pieces: RarePieces = NO_PIECES,
): BranchedList {
  const searcher = { scope, clock, readsAddresses: wanted.readsAddresses };
  const { filter, orderBy } = wanted;
  const order = ORDERS[orderBy];
  const needsDerived = asksForDerived(filter) || order.isDerived === true;
  const ways = waysToFind(filter.search, searchedOfContract(searcher), pieces) ?? [null];
  const branchesBy = (factsFor: (way: SearchWay | null) => readonly FactsAt[]) => (parent: string) =>
    ways.flatMap((way) =>
      factsFor(way).flatMap((factsAt) =>
        sharesFor(orderBy).map((share) => branchOf({ searcher, wanted, way, factsAt, share, parent })),
      ),
    );
  const byKept = branchesBy(() => [keptFactsOfAll]);
  return {
    ...placingOfContracts(wanted),
    descending: order.descending ?? false,
    isPrepared: !needsDerived && Object.values(filter).every((each) => each == null),
    branches: needsDerived
      ? branchesBy((way) => (way === null ? [keptFacts, derivedFacts] : [eitherFacts]))
      : byKept,
    shortcut: needsDerived
      ? { isOpen: (bound) => noneIsTurned(`${bound.value(clock.now())}::timestamptz`), branches: byKept }
      : undefined,
    rows: (bound) => {
      const now = `${bound.value(searcher.clock.now())}::timestamptz`;
      return {
        select: 'state.*',
        join: `CROSS JOIN LATERAL (SELECT ${stateNowColumns(now)} FROM ${stateNowFrom(now)} WHERE c.id = found.id) state`,
      };
    },
  };
}

type FactsAt = (now: string) => ListedFacts;

/** In the order of shares, contracts that have used some of their incidents come before all others; null: in other orders. */
type Share = 'some' | 'none' | null;

function sharesFor(orderBy: ContractOrder): readonly Share[] {
  return orderBy === 'INCIDENTS_USED_PERCENT_DESC' ? ['some', 'none'] : [null];
}

interface BranchParts {
  readonly searcher: Searcher;
  readonly wanted: WantedContracts;
  readonly way: SearchWay | null;
  readonly factsAt: FactsAt;
  readonly share: Share;
  readonly parent: string;
}

function branchOf(parts: BranchParts): Branch {
  const { way, share } = parts;
  const rank = (way?.rank ?? 0) * 2 + (share === 'none' ? 1 : 0);
  return { rank, make: (bound, leavesOut) => branchText(parts, bound, leavesOut) };
}

function branchText(
  { searcher, wanted, way, factsAt, share, parent }: BranchParts,
  bound: Filter,
  leavesOut: boolean,
): BranchText {
  const filter = bound.beside();
  const at = searcher.clock.now();
  const now = `${bound.value(at)}::timestamptz`;
  // Not every condition uses it, and PostgreSQL wants to know the type of every bound value.
  filter.add(`${now} IS NOT NULL`);
  const facts = factsAt(now);
  if (facts.where !== null) filter.add(facts.where);
  if (parent !== '') filter.add(`c.customer_id = ${parent}`);
  narrow(filter, searcher, (sees) => sees.contract('c'));
  const instant = { now, at };
  const split =
    facts.isKept && way === null && parent === ''
      ? splitOf(wanted.filter, wanted.orderBy, facts, instant)
      : null;
  addConditions(filter, split?.rest ?? wanted.filter, facts, instant);
  addWhatFollows(filter, wanted, facts);
  const customer =
    way?.narrow(filter, leavesOut) === true ? 'JOIN customers cu ON cu.id = c.customer_id' : '';
  const quota = wanted.filter.quotaAtLeast;
  const countsYear = share === 'some' || (quota != null && isYearly(quota));
  const joined = countsYear ? 'JOIN' : share === 'none' ? 'LEFT JOIN' : null;
  const year = joined === null ? '' : runningYear(joined, dayOf(now));
  const used = `${percentOf('y.incidents_used', facts.incidentsAllowed)} >= 1 AND NOT (${isOver(facts)})`;
  if (share !== null) filter.add(share === 'some' ? used : `NOT coalesce(${used}, false)`);
  const from = `contracts c ${customer} ${year} ${facts.join}`;
  if (share === 'none') return { from, filter, places: ['0::int', 'c.id'], fixed: 1 };
  const id = countsYear ? 'y.contract_id' : 'c.id';
  return { from, filter, places: [...ORDERS[wanted.orderBy].places(facts), id], each: split?.each };
}

/**
 * Adds what follows from the filter and leads to the rows. What has an end neither renews nor has a deadline, and the other way
 * round: so it stands last in the order of the other.
 */
function addWhatFollows(
  filter: Filter,
  { filter: wanted, orderBy }: WantedContracts,
  facts: ListedFacts,
): void {
  const asksFor = (...fields: readonly (keyof ContractFilter)[]) =>
    fields.some((field) => wanted[field] != null);
  const renews = asksFor('renewsFrom', 'renewsBefore', 'noticeDeadlineFrom', 'noticeDeadlineBefore');
  const ends = asksFor('endsFrom', 'endsBefore');
  if (orderBy === 'ENDS_ON' ? renews : ends && (orderBy === 'RENEWS_ON' || orderBy === 'NOTICE_DEADLINE'))
    filter.add(`${ORDERS[orderBy].places(facts)[0]!} = 'infinity'::date`);
  if (ends && (orderBy === 'CREATED' || orderBy === 'CREATED_DESC')) filter.add(HAS_END);
}

/** SQL that joins the contract year `y` that runs on a day of its time zone to `contracts c`. */
export function runningYear(join: string, today: string): string {
  return `${join} contract_years y ON y.contract_id = c.id AND y.starts_on <= ${today} AND ${today} < y.ends_on`;
}
