import { BranchedList, Placing } from '../../platform/reads/branched-list';
import { branchedPage, ListedPage } from '../../platform/reads/branched-page';
import { Branch, EachValue } from '../../platform/reads/branches';
import { Filter, PlaceType } from '../../platform/reads/keyset-page';
import { nestedLists } from '../../platform/reads/nested-lists';
import { NO_PIECES } from '../../platform/reads/rare-pieces';
import { isSearched, narrowToFound, piecesToFind, SearchWay, waysToFind } from '../../platform/reads/search';
import { narrow, Viewer } from '../../platform/scoped-filter';
import { Database } from '../../platform/transactions/database';
import { PageRequest } from '../../shared/domain/page';
import { IncidentFilter } from '../domain/incident-filter';
import { addIncidentConditions, RESPONSE_DUE, searchedOfIncident } from './incident-conditions';
import { Incident, INCIDENT_COLUMNS } from './incidents';

export const INCIDENT_ORDERS = [
  'RECORDED',
  'RECORDED_DESC',
  'RECEIVED_DESC',
  'RESPONSE_DUE',
  'PRIORITY',
] as const;
export type IncidentOrder = (typeof INCIDENT_ORDERS)[number];

/** Which incidents. */
export interface FilteredIncidents {
  readonly filter: IncidentFilter;
  /** The codes of all products, where it is searched; else empty. */
  readonly products: readonly string[];
}

/** Which incidents, in which order. */
export interface WantedIncidents extends FilteredIncidents {
  readonly orderBy: IncidentOrder;
}

interface Order {
  readonly types: readonly PlaceType[];
  readonly descending?: boolean;
  readonly places: readonly string[];
}

const PRIORITY = '(CASE WHEN i.priority THEN 0 ELSE 1 END)';
const ORDERS: Readonly<Record<IncidentOrder, Order>> = {
  RECORDED: { types: ['id'], places: ['i.id'] },
  RECORDED_DESC: { types: ['id'], places: ['i.id'], descending: true },
  RECEIVED_DESC: { types: ['timestamptz', 'id'], places: ['i.received_at', 'i.id'], descending: true },
  RESPONSE_DUE: { types: ['timestamptz', 'id'], places: [RESPONSE_DUE, 'i.id'] },
  PRIORITY: { types: ['bigint', 'timestamptz', 'id'], places: [PRIORITY, RESPONSE_DUE, 'i.id'] },
};

/** How the cursors of a list of incidents are made. */
export function placingOfIncidents(search: string | null | undefined, orderBy: IncidentOrder): Placing {
  const searches = isSearched(search);
  const list = `incidents ${orderBy}`;
  return {
    list: searches ? `${list} search` : list,
    types: ORDERS[orderBy].types,
    isRanked: searches,
  };
}

/** Incidents of contracts that the caller sees, by what they are now; those that match best first where it searches. */
export async function incidentsPage(
  viewer: Viewer & { readonly database: Database },
  wanted: WantedIncidents,
  request: PageRequest,
): Promise<ListedPage<Incident>> {
  const searched = searchedOfIncident(wanted.products);
  const pieces = await piecesToFind(viewer, wanted.filter.search, searched);
  const list = incidentList(viewer, wanted, (filter) => narrowToSeen(filter, viewer), pieces);
  return branchedPage<Incident>(viewer.database.sql, list, request);
}

/** The same of contracts that the caller sees. */
export const incidentsOfContracts = nestedLists<Incident, WantedIncidents>('incidents', (viewer, wanted) =>
  incidentList(viewer, wanted, (filter, contract) => filter.add(`i.contract_id = ${contract}`)),
);

/** The same of customers that the caller sees. */
export const incidentsOfCustomers = nestedLists<Incident, WantedIncidents>(
  'incidents-of-customers',
  (viewer, wanted) =>
    incidentList(viewer, wanted, (filter, customer) => {
      narrowToSeen(filter, viewer);
      filter.add(`i.contract_id IN (SELECT own.id FROM contracts own WHERE own.customer_id = ${customer})`);
    }),
);

/** The conditions on `incidents i` of those that the caller sees, for a statement that counts them. */
export function incidentFilter(viewer: Viewer, { filter: wanted, products }: FilteredIncidents): Filter {
  const filter = Filter.none();
  narrowToSeen(filter, viewer);
  addIncidentConditions(filter, wanted, viewer.clock.now());
  narrowToFound(filter, wanted.search, searchedOfIncident(products));
  return filter;
}

function narrowToSeen(filter: Filter, viewer: Viewer): void {
  narrow(
    filter,
    viewer,
    (sees) => `i.contract_id IN (SELECT c.id FROM contracts c WHERE ${sees.contract('c')})`,
  );
}

function incidentList(
  { scope, clock }: Viewer,
  wanted: WantedIncidents,
  narrowTo: (filter: Filter, parent: string) => void,
  pieces = NO_PIECES,
): BranchedList {
  const { filter: asked, orderBy, products } = wanted;
  const { places, descending = false } = ORDERS[orderBy];
  const branchOf = (way: SearchWay | null, parent: string): Branch => ({
    rank: way?.rank ?? 0,
    make: (bound, leavesOut) => {
      const filter = bound.beside();
      narrowTo(filter, parent);
      // A tenant's own incidents are few, as are those of one thing.
      const isOfAll = parent === '' && (scope.kind === 'ALL' || scope.kind === 'PROVIDER');
      const each = isOfAll ? eachPlan(asked, orderBy, clock.now()) : undefined;
      if (each === undefined) addIncidentConditions(filter, asked, clock.now());
      way?.narrow(filter, leavesOut);
      return { from: 'incidents i', filter, places, each };
    },
  });
  const ways = waysToFind(asked.search, searchedOfIncident(products), pieces);
  return {
    ...placingOfIncidents(asked.search, orderBy),
    descending,
    isPrepared: Object.values(asked).every((each) => each == null),
    branches: (parent) => (ways ?? [null]).map((way) => branchOf(way, parent)),
    rows: () => ({ select: INCIDENT_COLUMNS, join: 'JOIN incidents i ON i.id = found.id' }),
  };
}

/** So many plans are read one by one: a code names some versions of each provider. */
const MOST_PLANS = 200;

/**
 * Reads plan by plan in the order of the ids; undefined where they are not all that is asked for: what else is, may lead to fewer
 * rows by an index of its own.
 */
function eachPlan(asked: IncidentFilter, orderBy: IncidentOrder, at: Date): EachValue | undefined {
  const { planIds, ...others } = asked;
  const isById = orderBy === 'RECORDED' || orderBy === 'RECORDED_DESC';
  if (planIds == null || planIds.length > MOST_PLANS || !isById) return undefined;
  if (Object.values(others).some((each) => each != null)) return undefined;
  return {
    one: (filter) => {
      const table = `unnest(${filter.value(planIds)}::bigint[]) AS plan (id)`;
      return { table, keys: ['i.plan_id'], at: ['plan.id'] };
    },
    all: (filter) => addIncidentConditions(filter, { planIds }, at),
  };
}
